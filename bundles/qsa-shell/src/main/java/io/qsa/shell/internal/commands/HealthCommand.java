package io.qsa.shell.internal.commands;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import io.qsa.Status;
import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.statistics.Statistics;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionAdmin;
import io.qsa.spi.SubscriptionInfo;

/** {@code qsa:health}: what an operator should look at. Safe for any thread. */
@Component
public final class HealthCommand implements ShellCommand {
    private static final CommandSyntax SYNTAX = CommandSyntax.of("qsa:health", "Shows what an operator should look at")
            .printsTable();

    private enum State {
        OK,
        WARN,
        CRITICAL
    }

    private final SubscriptionAdmin admin;
    private final Map<String, Statistics> statisticsByOwner = new ConcurrentSkipListMap<>();
    private final Set<ConfigurationProblems> configurations = ConcurrentHashMap.newKeySet();

    @Activate
    public HealthCommand(@Reference SubscriptionAdmin admin) {
        this.admin = admin;
    }

    @Reference(
            service = Statistics.class,
            target = "(" + Statistics.OWNER + "=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addStatistics(Statistics statistics, Map<String, Object> properties) {
        statisticsByOwner.put(String.valueOf(properties.get(Statistics.OWNER)), statistics);
    }

    void removeStatistics(Statistics statistics) {
        statisticsByOwner.values().remove(statistics);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addConfigurations(ConfigurationProblems problems) {
        configurations.add(problems);
    }

    void removeConfigurations(ConfigurationProblems problems) {
        configurations.remove(problems);
    }

    @Override
    public CommandSyntax syntax() {
        return SYNTAX;
    }

    @Override
    public void execute(CommandCall call) {
        Table table = new Table("check", "state", "detail");
        addConfiguration(table);
        addNotifiers(table, admin.notifiers());
        addSubscriptions(table, admin.subscriptions());
        addTroubles(table);
        call.print(table);
    }

    private void addConfiguration(Table table) {
        List<String> problems = configurations.stream()
                .flatMap(service -> service.problems().stream())
                .sorted()
                .toList();
        List<String> refused = statisticsByOwner.entrySet().stream()
                .filter(entry -> entry.getValue().values().getOrDefault(Statistics.CONFIGURATION_BAD, 0L) > 0)
                .map(Map.Entry::getKey)
                .toList();
        // A bundle may count refusals without a service that describes them.
        String detail = problems.isEmpty() && !refused.isEmpty()
                ? "refused, see the log: " + String.join(", ", refused)
                : String.join("; ", problems);
        table.row("configuration", detail.isEmpty() ? State.OK : State.WARN, detail);
    }

    private static void addNotifiers(Table table, List<NotifierInfo> notifiers) {
        List<String> accepting = notifiers.stream()
                .filter(NotifierInfo::isAccepting)
                .map(NotifierInfo::name)
                .toList();
        table.row(
                "notifiers",
                accepting.isEmpty() ? State.CRITICAL : State.OK,
                accepting.isEmpty() ? "no notifier accepts subscriptions" : String.join(", ", accepting));
    }

    private static void addSubscriptions(Table table, List<SubscriptionInfo> open) {
        long active = count(open, info -> info.status() == Status.ACTIVE && !info.isStale());
        long parked = count(open, HealthCommand::isParked);
        long stale = count(open, SubscriptionInfo::isStale);
        long retrying = count(open, info -> info.nextRetry().isPresent());
        long rejected = count(open, info -> info.status() == Status.REJECTED);
        long terminated = count(open, info -> info.status() == Status.TERMINATED);
        String detail = active + " of " + open.size() + " active, " + parked + " parked, " + stale + " stale, "
                + retrying + " to be tried again, " + rejected + " rejected, " + terminated + " terminated"
                + longestTrouble(open)
                        .map(since -> "; in trouble since " + since)
                        .orElse("");
        boolean isWell = retrying + terminated == 0
                && open.stream().allMatch(info -> info.troubledSince().isEmpty());
        table.row("subscriptions", isWell ? State.OK : State.WARN, detail);
    }

    /** The troubles that bundles report about themselves. */
    private void addTroubles(Table table) {
        statisticsByOwner.forEach((owner, statistics) -> new TreeMap<>(statistics.troubles())
                .forEach((what, why) -> table.row(owner + " " + what, State.WARN, why)));
    }

    private static Optional<Instant> longestTrouble(List<SubscriptionInfo> open) {
        return open.stream()
                .map(SubscriptionInfo::troubledSince)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static boolean isParked(SubscriptionInfo info) {
        return info.notifier().isEmpty() && info.successor().isEmpty();
    }

    private static long count(List<SubscriptionInfo> open, Predicate<SubscriptionInfo> which) {
        return open.stream().filter(which).count();
    }
}
