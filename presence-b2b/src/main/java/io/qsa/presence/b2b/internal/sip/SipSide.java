package io.qsa.presence.b2b.internal.sip;

import java.util.List;
import java.util.Optional;

import io.qsa.base.collection.DenseSet;
import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.Timers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.presence.b2b.internal.metrics.B2bTolerance;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;

/** The shared parts of the legs of one component, and their index. Safe for any thread. */
final class SipSide {
    private final EventPackages packages;
    private final RetryPolicy policy;
    private final Timers timers;
    private final Counters<B2bCounter> counters;
    private final Tolerances tolerances = new Tolerances(this::isStrict, List.of(B2bTolerance.values()));
    private final SubscribeLimits gate = new SubscribeLimits();
    private final RefusalLog refusalLog = new RefusalLog();
    private final Roster roster;
    private final DenseSet<LegDialog> dialogs = new DenseSet<>(LegDialog::hashCode);
    private volatile DialogSettings settings;
    private volatile SipEndpoint endpoint;

    SipSide(
            EventPackages packages,
            RetryPolicy policy,
            Timers timers,
            Counters<B2bCounter> counters,
            DialogSettings settings) {
        this.packages = packages;
        this.policy = policy;
        this.timers = timers;
        this.counters = counters;
        this.settings = settings;
        this.roster = new Roster(packages, (subscription, served) -> SipLeg.of(this, subscription, served));
    }

    private boolean isStrict() {
        return settings.peer().isStrict();
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

    Counters<B2bCounter> counters() {
        return counters;
    }

    /** The rule violations that are accepted at present. */
    Tolerances tolerances() {
        return tolerances;
    }

    SubscribeLimits gate() {
        return gate;
    }

    RefusalLog refusalLog() {
        return refusalLog;
    }

    Roster roster() {
        return roster;
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

    /** The dialogs of the legs, requested or live, by their Call-ID, which cannot be guessed. */
    DenseSet<LegDialog> dialogs() {
        return dialogs;
    }

    /** The leg with the dialog that a request belongs to, or may belong to. */
    Optional<SipLeg> legOf(SipRequest request) {
        String callId = request.callId();
        return dialogs.find(callId.hashCode(), dialog -> dialog.isOfCall(callId))
                .map(dialog -> Forks.legOf(dialog.leg(), request));
    }
}
