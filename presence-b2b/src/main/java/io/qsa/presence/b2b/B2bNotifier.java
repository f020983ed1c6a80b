package io.qsa.presence.b2b;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.config.ConfigurationProblems;
import io.qsa.base.config.ConfiguredSettings;
import io.qsa.base.statistics.Counters;
import io.qsa.base.statistics.Statistics;
import io.qsa.base.timer.Timers;
import io.qsa.event.EventPackage;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.presence.b2b.internal.sip.LegInfo;
import io.qsa.presence.b2b.internal.sip.Legs;
import io.qsa.presence.b2b.internal.sip.Sharing;
import io.qsa.sip.SipEndpoint;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

/**
 * The notifier {@code presence_b2b}: keeps one SIP dialog to the presence server for each subscription. Safe for any
 * thread. Only {@link #close()} blocks.
 */
final class B2bNotifier implements Notifier {
    static final String NAME = "presence_b2b";

    private static final Logger LOG = LoggerFactory.getLogger(B2bNotifier.class);

    private final EventPackages packages = new EventPackages(new PresencePackage());
    private final Counters<B2bCounter> counters = new Counters<>(B2bCounter.class);
    private final Timers timers;
    private final Legs legs;
    private final Sharing sharing;
    private final ConfiguredSettings<B2bSettings> configured =
            new ConfiguredSettings<>(B2bSettings.PID, B2bSettings::new);
    private volatile B2bSettings settings;
    private volatile SipEndpoint endpoint;

    B2bNotifier(Map<String, ?> properties, Timers timers) {
        settings = configured.apply(properties);
        RetryPolicy policy = new RetryPolicy(
                settings.timing(), () -> ThreadLocalRandom.current().nextDouble());
        this.timers = timers;
        legs = new Legs(packages, policy, timers, counters, settings.dialogs());
        legs.limit(settings.maxSubscriptions(), settings.maxInFlight());
        sharing = new Sharing(legs, timers);
        sharing.change(settings.isSharing(), settings.shareLinger());
    }

    /** Applies a configuration; values that have not changed have no effect. */
    synchronized void change(Map<String, ?> properties) {
        B2bSettings before = settings;
        B2bSettings now = configured.apply(properties);
        settings = now;
        if (!now.timing().equals(before.timing())) {
            legs.change(now.timing());
        }
        if (!now.dialogs().equals(before.dialogs())) {
            legs.change(now.dialogs());
        }
        legs.limit(now.maxSubscriptions(), now.maxInFlight());
        sharing.change(now.isSharing(), now.shareLinger());
    }

    /** Serves one more event package, unless it is not fit for SIP. */
    void add(EventPackage eventPackage) {
        try {
            legs.add(eventPackage);
        } catch (RuntimeException e) {
            LOG.error(
                    "Event package {} is not served: {}",
                    eventPackage.getClass().getName(),
                    e.getMessage());
        }
    }

    /** Removes an event package; its subscriptions are parked until it is back. */
    void remove(EventPackage eventPackage) {
        legs.remove(eventPackage);
    }

    synchronized void connect(SipEndpoint newEndpoint) {
        endpoint = newEndpoint;
        legs.connect(newEndpoint);
    }

    synchronized void disconnect(SipEndpoint oldEndpoint) {
        if (endpoint == oldEndpoint) {
            endpoint = null;
        }
        legs.disconnect(oldEndpoint);
    }

    @Override
    public void subscribe(NotifierSubscription subscription) {
        sharing.subscribe(subscription);
    }

    @Override
    public void unsubscribe(NotifierSubscription subscription) {
        sharing.unsubscribe(subscription);
    }

    /** Whether it accepts subscriptions: the settings allow it, and there is a SIP endpoint. */
    boolean isAccepting() {
        return settings.isAccepting() && endpoint != null;
    }

    int ranking() {
        return settings.ranking();
    }

    /** The names of the event packages that can be subscribed to. */
    List<String> packages() {
        return List.copyOf(packages.names());
    }

    /** The events that a NOTIFY may have. */
    List<String> events() {
        return List.copyOf(packages.events());
    }

    /** The types of the bodies that a NOTIFY may have. */
    List<String> accepted() {
        return List.copyOf(packages.accepted());
    }

    /** The option tags that a NOTIFY may require. */
    List<String> supported() {
        return List.copyOf(packages.supported());
    }

    /** The errors of the configuration. */
    ConfigurationProblems configurationProblems() {
        return configured;
    }

    Legs legs() {
        return legs;
    }

    /** Sends a SUBSCRIBE now for one subscription, if its state allows it; returns its state after that. */
    Optional<LegInfo> refresh(String id) {
        return legs.refresh(sharing.legId(id));
    }

    /** Counters and gauges by name. */
    Map<String, Long> statistics() {
        Map<String, Long> statistics = new TreeMap<>(legs.gauges());
        statistics.put(Statistics.CONFIGURATION_BAD, configured.isRefused() ? 1L : 0L);
        statistics.put(Statistics.TASKS_FAILED, timers.failures());
        statistics.put("dialogs_saved", sharing.saved());
        for (B2bCounter counter : B2bCounter.values()) {
            statistics.put(counter.shownAs(), counters.get(counter));
        }
        statistics.putAll(legs.tolerated());
        return statistics;
    }

    /** Ends every dialog, waits at most {@code stop_timeout}, and abandons those that have not ended by then. */
    void close() {
        try {
            int abandoned = legs.close(settings.stopTimeout());
            if (abandoned > 0) {
                LOG.warn(
                        "{} dialogs had not ended after {} s and were given up; the presence server keeps them until"
                                + " they expire",
                        abandoned,
                        settings.stopTimeout().toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
