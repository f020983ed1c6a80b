package io.qsa.sip.endpoint.internal.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** Reads configuration values: any type is read, but only values in range are accepted. Immutable. */
public final class SettingsReader {
    private final Map<String, ?> values;

    public SettingsReader(Map<String, ?> values) {
        this.values = values;
    }

    /** A value that {@code reader} makes from the text. */
    public <T> T value(String key, String absent, String allowed, Function<String, T> reader) {
        String text = text(key, absent);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + " " + e.getMessage() + "; allowed is " + allowed + ", the value is '" + printable(text) + "'",
                    e);
        }
    }

    public int number(String key, int absent, int min, int max) {
        return value(key, String.valueOf(absent), min + " to " + max, text -> numberBetween(min, max, text.trim()));
    }

    private static int numberBetween(int min, int max, String text) {
        if (!text.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException("is no number");
        }
        int number = Integer.parseInt(text);
        if (number < min || number > max) {
            throw new IllegalArgumentException("is out of range");
        }
        return number;
    }

    /** A secret, which is never part of a message, without white space around it; empty text if it is absent. */
    public String secret(String key) {
        return text(key, "").strip();
    }

    private String text(String key, String absent) {
        Object value = values.get(key);
        if (value instanceof Object[]) {
            return String.join(
                    ",", Arrays.stream((Object[]) value).map(String::valueOf).toList());
        }
        return value == null ? absent : String.valueOf(value);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
