package io.qsa.base.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force of one configuration, which may be updated with other values. Guarded by its monitor.
 *
 * <p>At a start every good value is applied, and a wrong one is replaced by its default. Later a wrong value keeps all
 * old settings in force, since half an update may be worse than none; but a wrong value that was there before does not
 * block an update. Errors and the values in force instead are logged once, and are always in {@link #problems()}.
 */
public final class ConfiguredSettings<S> implements ConfigurationProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredSettings.class);

    private final String pid;
    private final Function<ConfigValues, S> reader;
    /** The values that hold; none before the start. */
    private Map<String, Object> holding = Map.of();
    /** The values that were refused, by key. */
    private Map<String, Object> refused = Map.of();

    private List<String> unknown = List.of();
    private boolean started;
    private S settings;
    private volatile List<String> problems = List.of();

    /**
     * @param pid of the configuration
     * @param reader makes settings from values; reads every known key each time, and accepts defaults
     */
    public ConfiguredSettings(String pid, Function<ConfigValues, S> reader) {
        this.pid = pid;
        this.reader = reader;
        this.settings = ConfigValues.readStrictly(Map.of(), reader);
    }

    /** Applies the valid part of a configuration; returns the settings in force. Never throws for a wrong value. */
    public synchronized S apply(Map<String, ?> properties) {
        ConfigValues in = new ConfigValues(properties);
        S read = reader.apply(in);
        warnOfUnknown(in.unknown());
        if (in.refused().isEmpty()) {
            hold(read, properties, List.of());
        } else if (!started || isRefusedAlready(in, properties)) {
            holdWhatIsRight(in, properties);
        } else {
            problems = List.of("Configuration " + pid + " is not applied, what was before holds: "
                    + String.join("; ", in.refused().values()));
            LOG.error("{}", problems.get(0));
        }
        return settings;
    }

    private void hold(S read, Map<String, ?> values, List<String> newProblems) {
        settings = read;
        holding = new HashMap<>(values);
        problems = newProblems;
        if (newProblems.isEmpty()) {
            refused = Map.of();
        }
        started = true;
    }

    private boolean isRefusedAlready(ConfigValues in, Map<String, ?> properties) {
        return in.refused().keySet().stream()
                .allMatch(key ->
                        refused.containsKey(key) && Objects.equals(text(refused.get(key)), text(properties.get(key))));
    }

    private static String text(Object value) {
        return new ConfigValues(value == null ? Map.of() : Map.of("", value)).text("", "");
    }

    /** A value may be invalid only in combination with a default, so it may take more than one reading. */
    private void holdWhatIsRight(ConfigValues first, Map<String, ?> properties) {
        Map<String, Object> values = new HashMap<>(properties);
        Map<String, Object> wrong = new HashMap<>();
        List<String> complaints = new ArrayList<>();
        ConfigValues in = first;
        S read = settings;
        while (!in.refused().isEmpty()) {
            for (Map.Entry<String, String> complaint : in.refused().entrySet()) {
                String key = complaint.getKey();
                wrong.put(key, properties.get(key));
                complaints.add(complaint.getValue() + replace(key, values, in));
            }
            in = new ConfigValues(values);
            read = reader.apply(in);
        }
        hold(
                read,
                values,
                List.of("Configuration " + pid + " is applied without what is wrong: "
                        + String.join("; ", complaints)));
        refused = wrong;
        LOG.error("{}", problems.get(0));
    }

    /** Replaces a wrong value by the one in force, unless they are the same; returns the one in force as text. */
    private String replace(String key, Map<String, Object> values, ConfigValues in) {
        if (!values.containsKey(key)) {
            // Its default is invalid in combination with an unknown other value: only all defaults together are
            // certainly valid.
            values.clear();
            return " (so all have their defaults)";
        }
        Object before = holding.get(key);
        if (before != null && !before.equals(values.remove(key))) {
            values.put(key, before);
            return " (the value before holds)";
        }
        values.remove(key);
        return in.absent(key).isEmpty() ? " (it counts as missing)" : " (its default holds: " + in.absent(key) + ")";
    }

    private void warnOfUnknown(List<String> keys) {
        if (!keys.isEmpty() && !keys.equals(unknown)) {
            LOG.warn("Configuration {} has unknown keys: {}", pid, String.join(", ", keys));
        }
        unknown = keys;
    }

    /** The settings in force. */
    public synchronized S settings() {
        return settings;
    }

    /** Whether something of the present configuration does not hold. */
    public boolean isRefused() {
        return !problems.isEmpty();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
