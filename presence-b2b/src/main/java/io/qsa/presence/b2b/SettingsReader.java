package io.qsa.presence.b2b;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Reads configuration values of any shape: a .cfg file gives strings, a console numbers. What cannot be read is an
 * {@link IllegalArgumentException} that names PID, key, allowed range and value. Confined to one call.
 */
final class SettingsReader {
    /** Makes a value of a text, or says by an {@link IllegalArgumentException} why not. */
    interface Parser<T> {
        T parse(String text);
    }

    private final Map<String, ?> properties;

    SettingsReader(Map<String, ?> properties) {
        this.properties = properties;
    }

    int integer(String key, int defaultValue, int min, int max) {
        String text = text(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        String range = "a whole number from " + min + " to " + max;
        try {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw refused(key, range, text);
            }
            return value;
        } catch (NumberFormatException noNumber) {
            throw refused(key, range, text);
        }
    }

    Duration seconds(String key, int defaultValue, int min, int max) {
        return Duration.ofSeconds(integer(key, defaultValue, min, max));
    }

    boolean flag(String key, boolean defaultValue) {
        return switch (text(key).toLowerCase(Locale.ROOT)) {
            case "" -> defaultValue;
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw refused(key, "true or false", text(key));
        };
    }

    <T> T parsed(String key, String allowed, Parser<T> parser) {
        try {
            return parser.parse(text(key));
        } catch (IllegalArgumentException e) {
            throw refused(key, allowed + " (" + e.getMessage() + ")", text(key));
        }
    }

    private String text(String key) {
        Object value = properties.get(key);
        if (value != null && value.getClass().isArray() && Array.getLength(value) == 1) {
            value = Array.get(value, 0);
        }
        return value == null ? "" : value.toString().strip();
    }

    private static IllegalArgumentException refused(String key, String allowed, String value) {
        return new IllegalArgumentException(B2bSettings.PID + ": " + key + " must be " + allowed + ", not '"
                + value.replaceAll("\\p{Cntrl}", "?") + "'");
    }
}
