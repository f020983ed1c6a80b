package io.qsa.base.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the values of one configuration. Immutable.
 *
 * <p>A value may be text (from a file) or a number (from a program or a console); both are read the same. A key that is
 * missing or blank has its default. A wrong value is an {@link IllegalArgumentException} that names key, range and value:
 * {@code move_rate must be a whole number from 1 to 100000, not 'quick'}.
 */
public final class ConfigValues {
    private final Map<String, ?> values;

    public ConfigValues(Map<String, ?> values) {
        this.values = Map.copyOf(values);
    }

    /** A text without white space around it; several values become one, separated by commas. */
    public String text(String key, String absent) {
        Object value = values.get(key);
        String text = value == null ? "" : textOf(value).strip();
        return text.isEmpty() ? absent : text;
    }

    /** {@code true} or {@code false}, or as SER writes it {@code 1} or {@code 0}. */
    public boolean flag(String key, boolean absent) {
        String text = text(key, String.valueOf(absent));
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw refused(key, "true or false", text);
        };
    }

    public int number(String key, int absent, int least, int most) {
        String text = text(key, String.valueOf(absent));
        String allowed = "a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw refused(key, allowed, text);
        }
        throw refused(key, allowed, text);
    }

    public Duration seconds(String key, int absent, int least, int most) {
        return Duration.ofSeconds(number(key, absent, least, most));
    }

    /** A constant by its name, in any case. */
    public <E extends Enum<E>> E oneOf(String key, E absent) {
        String text = text(key, absent.name());
        E[] all = absent.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refused(key, namesOf(all), text));
    }

    /**
     * A value that {@code reader} makes from the text.
     *
     * @param allowed what is allowed, for the message of the exception
     * @param reader refuses a text by an {@link IllegalArgumentException} that says why
     */
    public <T> T value(String key, String absent, String allowed, Function<String, T> reader) {
        String text = text(key, absent);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refused(key, allowed, text).getMessage() + ": " + e.getMessage(), e);
        }
    }

    /** The exception for a wrong value. */
    public static IllegalArgumentException refused(String key, String allowed, String value) {
        return new IllegalArgumentException(
                key + " must be " + allowed + ", not '" + value.replaceAll("\\p{Cntrl}", "?") + "'");
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

    private static String namesOf(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }
}
