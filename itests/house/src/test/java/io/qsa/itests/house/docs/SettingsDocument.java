package io.qsa.itests.house.docs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/settings.md}: each configuration with its purpose and a table of its keys. */
final class SettingsDocument {
    private static final String INTRODUCTION =
            """
            # Settings

            Made from the configuration annotations of the bundles by `mvn verify -Dconfiguration.rewrite=true`; the build
            checks that it is up to date.

            A PID is the name of a configuration. Its values are in `etc/PID.cfg`, and `qsa:set PID KEY=VALUE...`
            changes one in the running platform. A key that is not set has its default. A value that is refused is
            an ERROR in the log with PID, key, range and value; the settings before it stay in force, and `qsa:health` says so.

            """;

    private SettingsDocument() {}

    /** The introduction, and a table of the configurations. */
    static String head(Collection<Metatype> metatypes) {
        List<String> lines = new ArrayList<>(List.of("| PID | purpose |", "|---|---|"));
        for (Metatype metatype : metatypes) {
            String anchor = metatype.pid().replace(".", "");
            lines.add("| [`" + metatype.pid() + "`](#" + anchor + ") | " + cell(metatype.purpose()) + " |");
        }
        return INTRODUCTION + String.join("\n", lines) + "\n";
    }

    /** @param shipped the lines below the default of a key in the file of the distribution */
    static String section(Metatype metatype, Map<String, List<String>> shipped) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("## `" + metatype.pid() + "`");
        lines.add("");
        lines.add(metatype.description());
        lines.add("");
        if (metatype.isFactory()) {
            lines.add("A factory: as many configurations as there are files `etc/" + metatype.pid()
                    + "-NAME.cfg`, each copied" + " from `etc/" + ConfigurationFile.name(metatype) + "`.");
            lines.add("");
        }
        lines.add("| key | default | |");
        lines.add("|---|---|---|");
        for (Setting setting : metatype.settings()) {
            String note = note(shipped.getOrDefault(setting.key(), List.of()));
            lines.add("| `" + setting.key() + "` | " + defaultValue(setting) + " | "
                    + cell(setting.description() + note) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    /** The comment on a value that the distribution ships. */
    private static String note(List<String> below) {
        return below.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> " " + line.substring(1).strip())
                .collect(Collectors.joining());
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
