package io.qsa.presence.b2b.sip;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.qsa.presence.b2b.event.EventPackages;
import io.qsa.presence.b2b.machine.RetryPolicy;
import io.qsa.presence.b2b.metrics.Counters;
import io.qsa.presence.b2b.time.Timers;
import io.qsa.sip.SipEndpoint;
import io.qsa.spi.NotifierSubscription;

/** What the legs of one component share, and how they are found. Safe for any thread. */
final class SipSide {
    private final EventPackages packages;
    private final RetryPolicy policy;
    private final Timers timers;
    private final Counters counters;
    private final Gate gate = new Gate();
    private final Map<NotifierSubscription, SipLeg> open = new ConcurrentHashMap<>();
    private final Set<SipLeg> leaving = ConcurrentHashMap.newKeySet();
    private final Map<String, SipLeg> byCallId = new ConcurrentHashMap<>();
    private volatile DialogSettings settings;
    private volatile SipEndpoint endpoint;

    SipSide(EventPackages packages, RetryPolicy policy, Timers timers, Counters counters, DialogSettings settings) {
        this.packages = packages;
        this.policy = policy;
        this.timers = timers;
        this.counters = counters;
        this.settings = settings;
    }

    EventPackages packages() {
        return packages;
    }

    RetryPolicy policy() {
        return policy;
    }

    Timers timers() {
        return timers;
    }

    Counters counters() {
        return counters;
    }

    Gate gate() {
        return gate;
    }

    DialogSettings settings() {
        return settings;
    }

    void change(DialogSettings newSettings) {
        settings = newSettings;
    }

    /** The SIP endpoint, while there is one. */
    Optional<SipEndpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    void connect(SipEndpoint newEndpoint) {
        endpoint = newEndpoint;
    }

    void disconnect() {
        endpoint = null;
    }

    /** Legs that the broker has not taken back. */
    Map<NotifierSubscription, SipLeg> open() {
        return open;
    }

    /** Legs that the broker has taken back and that still end their dialog. */
    Set<SipLeg> leaving() {
        return leaving;
    }

    void leaving(SipLeg leg) {
        leaving.add(leg);
    }

    void left(SipLeg leg) {
        leaving.remove(leg);
        if (leaving.isEmpty()) {
            synchronized (leaving) {
                leaving.notifyAll();
            }
        }
    }

    /** Waits until no leg is leaving any more, or until the time is over. */
    void awaitEmpty(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (leaving) {
            for (long left = end - System.nanoTime(); left > 0 && !leaving.isEmpty(); left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(leaving, left);
            }
        }
    }

    /** Legs with a dialog, asked for or live, by its Call-ID, which nobody can guess. */
    Map<String, SipLeg> byCallId() {
        return byCallId;
    }
}
