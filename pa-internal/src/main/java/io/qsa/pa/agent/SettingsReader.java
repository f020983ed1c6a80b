package io.qsa.pa.agent;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads configuration values of any type, as a file, a shell or a program has put them. What cannot be is an
 * {@link IllegalArgumentException} that names key, allowed range and value. Immutable.
 */
final class SettingsReader {
    private final Map<String, ?> values;

    SettingsReader(Map<String, ?> values) {
        this.values = values;
    }

    boolean flag(String key, boolean absent) {
        String text = text(key);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> absent;
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw refused(key, "true or false", text);
        };
    }

    Duration seconds(String key, int absent, int least, int most) {
        return Duration.ofSeconds(number(key, absent, least, most));
    }

    int number(String key, int absent, int least, int most) {
        String text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        String range = "a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw refused(key, range, text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw refused(key, range, text);
        }
    }

    <E extends Enum<E>> E oneOf(String key, E absent) {
        String text = text(key);
        if (text.isEmpty()) {
            return absent;
        }
        E[] all = absent.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(e -> e.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refused(key, choices(all), text));
    }

    private static <E extends Enum<E>> String choices(E[] all) {
        return Arrays.stream(all).map(e -> e.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or "));
    }

    private String text(String key) {
        Object value = values.get(key);
        return value == null ? "" : String.valueOf(value).trim();
    }

    static IllegalArgumentException refused(String key, String allowed, String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return new IllegalArgumentException(key + " must be " + allowed + ", but is '" + printable + "'");
    }
}
