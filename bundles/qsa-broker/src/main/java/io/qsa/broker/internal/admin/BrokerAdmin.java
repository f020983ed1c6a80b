package io.qsa.broker.internal.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.qsa.Status;
import io.qsa.base.statistics.Statistics;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.subscription.LiveSubscription;
import io.qsa.broker.internal.subscription.Switchboard;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionAdmin;
import io.qsa.spi.SubscriptionInfo;

/** Shows the state of the broker. Safe for any thread. */
public final class BrokerAdmin implements SubscriptionAdmin {
    private final Switchboard switchboard;
    private final BooleanSupplier configurationRefused;
    private final LongSupplier failedTasks;

    /**
     * Shows a switchboard.
     *
     * @param configurationRefused whether the present configuration was refused, so that an older one is in force
     * @param failedTasks how many tasks of the control thread have failed
     */
    public BrokerAdmin(Switchboard switchboard, BooleanSupplier configurationRefused, LongSupplier failedTasks) {
        this.switchboard = switchboard;
        this.configurationRefused = configurationRefused;
        this.failedTasks = failedTasks;
    }

    @Override
    public List<SubscriptionInfo> subscriptions() {
        return switchboard
                .subscriptions()
                .sorted(LiveSubscription.OLDEST_FIRST)
                .map(LiveSubscription::snapshot)
                .toList();
    }

    @Override
    public Optional<SubscriptionInfo> subscription(String id) {
        return switchboard.subscription(id).map(LiveSubscription::snapshot);
    }

    @Override
    public List<NotifierInfo> notifiers() {
        return switchboard.table().notifiers().stream()
                .<NotifierInfo>map(NotifierSnapshot::new)
                .toList();
    }

    @Override
    public Map<String, Long> statistics() {
        Map<String, Long> all = new TreeMap<>();
        for (BrokerCounter counter : BrokerCounter.values()) {
            all.put(counter.key(), switchboard.counters().get(counter));
        }
        all.put(Statistics.CONFIGURATION_BAD, configurationRefused.getAsBoolean() ? 1L : 0L);
        all.put(Statistics.TASKS_FAILED, failedTasks.getAsLong());
        all.put("moves.waiting", (long) switchboard.waitingMoves());
        all.put("notifiers.registered", (long) switchboard.table().notifiers().size());
        List<SubscriptionInfo> open =
                switchboard.subscriptions().map(LiveSubscription::snapshot).toList();
        all.put("subscriptions.open", (long) open.size());
        all.put("subscriptions.moving", count(open, info -> info.successor().isPresent()));
        all.put("subscriptions.parked", count(open, BrokerAdmin::isParked));
        all.put("subscriptions.stale", count(open, SubscriptionInfo::isStale));
        for (Status status : Status.values()) {
            String gauge = "subscriptions." + status.name().toLowerCase(Locale.ROOT);
            all.put(gauge, count(open, info -> info.status() == status));
        }
        return all;
    }

    private static boolean isParked(SubscriptionInfo info) {
        return info.notifier().isEmpty() && info.successor().isEmpty();
    }

    private static long count(List<SubscriptionInfo> open, Predicate<SubscriptionInfo> which) {
        return open.stream().filter(which).count();
    }
}
