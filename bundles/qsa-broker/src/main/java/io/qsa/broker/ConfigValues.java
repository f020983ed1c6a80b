package io.qsa.broker;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads values of any shape, as configuration files and consoles write them. Immutable. */
final class ConfigValues {
    private final Map<String, ?> values;

    ConfigValues(Map<String, ?> values) {
        this.values = values;
    }

    /** A text; several values become one, separated by commas. */
    String text(String key, String fallback) {
        Object value = values.get(key);
        return value == null ? fallback : textOf(value).trim();
    }

    /** A whole number; one that is left blank is the fallback. */
    int number(String key, int fallback, int least, int most) {
        String text = text(key, "");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            throw refused(key, least, most, text, unreadable);
        }
        throw refused(key, least, most, text, null);
    }

    private static IllegalArgumentException refused(String key, int least, int most, String text, Exception cause) {
        return new IllegalArgumentException(
                key + ": it must be a whole number from " + least + " to " + most + ", not '" + text + "'", cause);
    }

    private static String textOf(Object value) {
        if (value instanceof Object[] several) {
            return joined(Arrays.stream(several));
        }
        return value instanceof Collection<?> several ? joined(several.stream()) : value.toString();
    }

    private static String joined(Stream<?> several) {
        return several.map(String::valueOf).collect(Collectors.joining(","));
    }
}
