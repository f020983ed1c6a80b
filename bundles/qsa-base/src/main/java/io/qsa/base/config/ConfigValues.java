package io.qsa.base.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.qsa.base.text.LogText;

/**
 * Reads the values of one configuration. Confined to one reading.
 *
 * <p>Values come as text from a file, as numbers from a program; both are read alike. A key that is missing or blank
 * has its default. So has one with an invalid value, and {@link #refused()} reports key, allowed range and value:
 * {@code move_rate must be a whole number from 1 to 100000, not 'quick'}. So one reading finds all errors.
 */
public final class ConfigValues {
    /** How many characters of a wrong value a message shows. */
    private static final int MAX_SHOWN = 200;

    private final Map<String, ?> values;
    /** Each key that was read, with the text of its default. */
    private final Map<String, String> defaults = new LinkedHashMap<>();
    /** Each key whose value cannot be, with the complaint. */
    private final Map<String, String> refused = new LinkedHashMap<>();

    public ConfigValues(Map<String, ?> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The result of {@code reader} for these values, all of which must be valid.
     *
     * @throws IllegalArgumentException if some are not: its message has a complaint for each
     */
    public static <S> S readStrictly(Map<String, ?> values, Function<ConfigValues, S> reader) {
        ConfigValues in = new ConfigValues(values);
        S settings = reader.apply(in);
        in.check();
        return settings;
    }

    /**
     * Ends a reading that cannot continue with defaults, by an {@link IllegalArgumentException} with all complaints.
     */
    public void check() {
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", refused.values()));
        }
    }

    /** A text without white space around it; several values become one, separated by commas. */
    public String text(String key, String absent) {
        String text = textOrBlank(key, absent);
        return text.isEmpty() ? absent : text;
    }

    /** The same for a key where a blank value has a meaning: only a missing key has its default. */
    public String textOrBlank(String key, String absent) {
        defaults.putIfAbsent(key, absent);
        Object value = values.get(key);
        return value == null ? absent : textOf(value).strip();
    }

    /** A text that no complaint quotes, without white space around it; empty if it is missing. */
    public String secret(String key) {
        return text(key, "");
    }

    /** {@code true} or {@code false}, or as SER writes it {@code 1} or {@code 0}. */
    public boolean flag(String key, boolean absent) {
        String text = text(key, String.valueOf(absent));
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> refuse(key, "true or false", text, absent);
        };
    }

    public int number(String key, int absent, int least, int most) {
        String text = text(key, String.valueOf(absent));
        String allowed = "a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : refuse(key, allowed, text, absent);
        } catch (NumberFormatException none) {
            return refuse(key, allowed, text, absent);
        }
    }

    public Duration seconds(String key, int absent, int least, int most) {
        return Duration.ofSeconds(number(key, absent, least, most));
    }

    /** The absolute path of a directory, which need not exist; empty if the value is. */
    public Optional<Path> directory(String key) {
        return value(key, "", "the absolute path of a directory, or empty", ConfigValues::absolute);
    }

    private static Optional<Path> absolute(String text) {
        Optional<Path> path = text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        if (path.isPresent() && !path.get().isAbsolute()) {
            throw new IllegalArgumentException("the path is not absolute");
        }
        return path;
    }

    /** A constant by its name, in any case. */
    public <E extends Enum<E>> E oneOf(String key, E absent) {
        String text = text(key, absent.name().toLowerCase(Locale.ROOT));
        E[] all = absent.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseGet(() -> refuse(key, namesOf(all), text, absent));
    }

    /**
     * A value that {@code reader} makes from the text.
     *
     * @param absent the text of the default, which the reader must accept
     * @param allowed what is allowed, for the complaint
     * @param reader refuses a text by an {@link IllegalArgumentException} that says why
     */
    public <T> T value(String key, String absent, String allowed, Function<String, T> reader) {
        return read(key, text(key, absent), allowed, reader).orElseGet(() -> reader.apply(absent));
    }

    /** The same for a key without a default: empty if it is missing or wrong, which both are a complaint. */
    public <T> Optional<T> required(String key, String allowed, Function<String, T> reader) {
        String text = text(key, "");
        if (text.isEmpty()) {
            refused.putIfAbsent(key, complaint(key, allowed, text) + ": it is missing");
            return Optional.empty();
        }
        return read(key, text, allowed, reader);
    }

    private <T> Optional<T> read(String key, String text, String allowed, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException e) {
            refused.putIfAbsent(key, complaint(key, allowed, text) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Complains about a value that is wrong beside another one. */
    public void refuse(String key, String allowed, String value) {
        refused.putIfAbsent(key, complaint(key, allowed, value));
    }

    /** Complains about a key in words that quote no value, for it is secret. */
    public void refuseSecret(String key, String complaint) {
        refused.putIfAbsent(key, complaint);
    }

    private <T> T refuse(String key, String allowed, String value, T absent) {
        refuse(key, allowed, value);
        return absent;
    }

    private static String complaint(String key, String allowed, String value) {
        return key + " must be " + allowed + ", not '" + LogText.of(value, MAX_SHOWN) + "'";
    }

    /** The keys that were not read, each with the most similar known one. */
    public List<String> unknown() {
        return UnknownKeys.of(values.keySet(), defaults.keySet()).stream()
                .map(key -> LogText.of(key, MAX_SHOWN)
                        + UnknownKeys.nearest(key, defaults.keySet())
                                .map(known -> " (did you mean " + known + "?)")
                                .orElse(""))
                .toList();
    }

    /** The complaints so far, by key, in the order in which they were found. */
    Map<String, String> refused() {
        return refused;
    }

    /** The text of the default of a key that was read; empty if it has none. */
    String absent(String key) {
        return defaults.getOrDefault(key, "");
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
