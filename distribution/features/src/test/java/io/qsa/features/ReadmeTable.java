package io.qsa.features;

import java.util.ArrayList;
import java.util.List;

/** The table of a configuration in the README, between two comments that name the PID. */
final class ReadmeTable {
    private ReadmeTable() {}

    /** The README with the table as it has to be. */
    static String inserted(Metatype metatype, String readme) {
        String begin = "<!-- " + metatype.pid() + " -->\n";
        String end = "<!-- end -->";
        int from = readme.indexOf(begin);
        if (from < 0) {
            throw new IllegalStateException("README.md has no place for " + metatype.pid() + ": " + begin + end);
        }
        int to = readme.indexOf(end, from);
        return readme.substring(0, from) + begin + table(metatype) + readme.substring(to);
    }

    private static String table(Metatype metatype) {
        List<String> lines = new ArrayList<>(List.of("| key | default | |", "|---|---|---|"));
        for (Setting setting : metatype.settings()) {
            lines.add("| `" + setting.key() + "` | " + defaultValue(setting) + " | " + cell(setting.description())
                    + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String defaultValue(Setting setting) {
        return setting.defaultValue().isEmpty()
                ? ""
                : "`" + setting.defaultValue().replace("|", "\\|") + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;").replaceAll("\\s+", " ");
    }
}
