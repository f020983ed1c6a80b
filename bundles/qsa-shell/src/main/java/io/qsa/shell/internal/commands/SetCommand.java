package io.qsa.shell.internal.commands;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.config.DescribedConfiguration;
import io.qsa.base.config.UnknownKeys;

/**
 * {@code qsa:set}: changes several keys of one configuration in one update. Two updates in quick succession may meet where
 * Karaf writes its files, and lines are lost. Safe for any thread.
 */
@Component
public final class SetCommand implements ShellCommand {
    private static final String OURS = "io.qsa.";
    private static final String PID = "PID";
    private static final String CHANGE = "KEY=VALUE";

    private final ConfigurationAdmin admin;
    private final Supplier<Collection<DescribedConfiguration>> described;
    private final CommandSyntax syntax;

    @Activate
    public SetCommand(BundleContext context, @Reference ConfigurationAdmin admin) {
        this(admin, () -> describedIn(context));
    }

    /** @param described the configurations that bundles have now */
    SetCommand(ConfigurationAdmin admin, Supplier<Collection<DescribedConfiguration>> described) {
        this.admin = admin;
        this.described = described;
        this.syntax = CommandSyntax.of("qsa:set", "Changes settings of one configuration, all together")
                .argument(PID, "The configuration, such as io.qsa.pa", () -> single().keySet())
                .arguments(CHANGE, "A key and its new value; without a value (KEY=) it has its default again");
    }

    private static List<DescribedConfiguration> describedIn(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(OURS))
                .flatMap(bundle -> DescribedConfiguration.of(bundle).stream())
                .toList();
    }

    private Map<String, DescribedConfiguration> single() {
        return described.get().stream()
                .filter(configuration -> !configuration.isFactory())
                .collect(Collectors.toMap(DescribedConfiguration::pid, one -> one, (one, same) -> one, TreeMap::new));
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void execute(CommandCall call) {
        DescribedConfiguration target = target(call.argument(PID));
        try {
            Configuration configuration = admin.getConfiguration(target.pid(), "?");
            Dictionary<String, Object> properties =
                    Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
            Map<String, String> changes = changes(target, properties, call.arguments(CHANGE));
            changes.forEach((key, value) -> put(properties, key, value));
            call.print(
                    configuration.updateIfDifferent(properties)
                            ? target.pid() + " has " + String.join(", ", changes.keySet())
                                    + " changed; qsa:health says whether it is taken"
                            : target.pid() + " has these values already");
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Configuration " + target.pid() + " cannot be changed: " + e.getMessage(), e);
        }
    }

    private DescribedConfiguration target(String pid) {
        Map<String, DescribedConfiguration> single = single();
        DescribedConfiguration target = single.get(pid);
        if (target == null) {
            throw new IllegalArgumentException("There is no single configuration " + pid + meant(pid, single.keySet())
                    + "; there are " + String.join(", ", single.keySet()));
        }
        return target;
    }

    /** All errors of the words are reported at once. */
    private static Map<String, String> changes(
            DescribedConfiguration target, Dictionary<String, Object> present, List<String> words) {
        Map<String, String> changes = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (equals < 1) {
                wrong.add("'" + word + "' is not " + CHANGE);
            } else if (!target.keys().contains(key) && present.get(key) == null) {
                wrong.add(target.pid() + " has no key '" + key + "'" + meant(key, target.keys()));
            } else if (changes.put(key, word.substring(equals + 1)) != null) {
                wrong.add(key + " is given twice");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong) + ". Nothing is changed");
        }
        return changes;
    }

    private static String meant(String text, Collection<String> known) {
        return UnknownKeys.nearest(text, known)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    }

    private static void put(Dictionary<String, Object> properties, String key, String value) {
        if (value.isBlank()) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
    }
}
