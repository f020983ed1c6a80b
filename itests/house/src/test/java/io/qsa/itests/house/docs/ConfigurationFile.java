package io.qsa.itests.house.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code .cfg} file of a configuration: every key with its description, commented out, at its default. Lines below
 * the default of a key, up to the next empty line, are the value that the distribution ships instead, with the reason.
 * A factory has no configuration yet, so its file is a sample that the platform does not read.
 */
final class ConfigurationFile {
    private static final int WIDTH = 110;

    private ConfigurationFile() {}

    static String name(Metatype metatype) {
        return metatype.pid() + (metatype.isFactory() ? ".cfg.sample" : ".cfg");
    }

    /** The expected file; values that an older one ships instead of a default are kept. */
    static String text(Metatype metatype, String old) {
        Map<String, List<String>> shipped = shipped(old);
        List<String> lines = new ArrayList<>();
        lines.addAll(comment(metatype.name() + ". " + metatype.description()));
        lines.add("#");
        lines.addAll(comment(howToUse(metatype)));
        for (Setting setting : metatype.settings()) {
            lines.add("");
            lines.addAll(comment(setting.name() + ": " + setting.description()));
            String line = defaultLine(setting.key(), setting.defaultValue());
            lines.add(line);
            lines.addAll(shipped.getOrDefault(setting.key(), List.of()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String howToUse(Metatype metatype) {
        return metatype.isFactory()
                ? "Every key is here, at its default. Copy this file to " + metatype.pid() + "-NAME.cfg, with a NAME of"
                        + " your own that has no '-', as often as needed; there, remove the # in front of what you set."
                        + " Changes are seen within seconds; a file that is removed ends its configuration."
                : "Every key is here, at its default. To change one, remove the # in front of it and save; the change is"
                        + " seen within seconds.";
    }

    /** The lines below the default of each key. */
    static Map<String, List<String>> shipped(String old) {
        Map<String, List<String>> shipped = new HashMap<>();
        List<String> below = new ArrayList<>();
        for (String line : old.lines().toList()) {
            if (line.matches("#[\\w.]+ =.*")) {
                below = new ArrayList<>();
                shipped.put(line.substring(1, line.indexOf(" =")), below);
            } else if (line.isEmpty()) {
                below = new ArrayList<>();
            } else {
                below.add(line);
            }
        }
        return shipped;
    }

    private static String defaultLine(String key, String value) {
        return ("#" + key + " = " + value.replace("\\", "\\\\").replace("\n", "\\n")).stripTrailing();
    }

    private static List<String> comment(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split("\\s+")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
