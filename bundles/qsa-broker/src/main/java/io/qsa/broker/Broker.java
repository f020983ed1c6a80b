package io.qsa.broker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.routing.NotifierProperties;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.routing.RoutingTable;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.subscription.Switchboard;
import io.qsa.broker.internal.threads.Control;

/**
 * Applies changes of configuration and of notifiers to the subscriptions. Safe for any thread.
 *
 * <p>A change is in the routing table at once, for subscriptions that are opened from then on. Open subscriptions follow after
 * a short delay, once for all changes within it.
 */
final class Broker {
    /** Long enough to combine the changes of a bundle update, or of several configurations, into one. */
    static final Duration SETTLING = Duration.ofMillis(100);

    private final Switchboard switchboard;
    private final Control control;
    private final Consumers consumers;
    private final Map<Long, RegisteredNotifier> notifiers = new ConcurrentHashMap<>();
    private BrokerSettings settings;
    private boolean settling;

    Broker(Switchboard switchboard, Control control, Consumers consumers, BrokerSettings settings) {
        this.switchboard = switchboard;
        this.control = control;
        this.consumers = consumers;
        this.settings = settings;
    }

    /** Applies new settings; equal ones are no change. */
    void configure(BrokerSettings newSettings) {
        control.execute(() -> apply(newSettings));
    }

    void came(long serviceId, RegisteredNotifier notifier) {
        notifiers.put(serviceId, notifier);
        control.execute(this::reroute);
    }

    void changed(long serviceId, NotifierProperties properties) {
        RegisteredNotifier notifier = notifiers.get(serviceId);
        if (notifier != null) {
            notifier.change(properties);
            control.execute(this::reroute);
        }
    }

    /** A notifier was unregistered: it is not called any more, and its notifications are ignored. */
    void went(long serviceId) {
        RegisteredNotifier notifier = notifiers.remove(serviceId);
        if (notifier != null) {
            notifier.end();
            control.execute(() -> {
                reroute();
                switchboard.gone(notifier);
            });
        }
    }

    /** Makes the routing table from the present settings and notifiers. */
    synchronized void route() {
        switchboard.route(new RoutingTable(settings.rules(), notifiers.values()));
    }

    synchronized BrokerSettings settings() {
        return settings;
    }

    private void apply(BrokerSettings newSettings) {
        if (replace(newSettings)) {
            switchboard.counters().count(BrokerCounter.CONFIGURATION_APPLIED);
            switchboard.pace(newSettings.pace());
            consumers.resize(newSettings.deliveryThreads());
            reroute();
        }
    }

    private synchronized boolean replace(BrokerSettings newSettings) {
        boolean differs = !settings.equals(newSettings);
        settings = newSettings;
        return differs;
    }

    private void reroute() {
        route();
        if (!settling) {
            settling = true;
            control.schedule(SETTLING, this::settle);
        }
    }

    private void settle() {
        settling = false;
        forgetLost();
        switchboard.reconsider();
    }

    /**
     * A service whose properties change while it is unregistered may be bound once more, after it was unbound, and never
     * be unbound again (Felix SCR 2.2.6).
     */
    private void forgetLost() {
        notifiers.forEach((serviceId, notifier) -> {
            if (notifier.isLost()) {
                went(serviceId);
            }
        });
    }
}
