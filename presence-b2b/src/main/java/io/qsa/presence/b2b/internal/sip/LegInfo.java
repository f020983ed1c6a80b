package io.qsa.presence.b2b.internal.sip;

import java.time.Instant;
import java.util.Optional;

import io.qsa.SubscriptionRequest;
import io.qsa.base.timer.Timers;
import io.qsa.presence.b2b.internal.machine.RefusedNotify;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.machine.SubscriptionMachine;
import io.qsa.sip.SipDialog;
import io.qsa.spi.NotifierSubscription;

/** A snapshot of one subscription. Immutable. */
public final class LegInfo {
    private final String id;
    private final SubscriptionRequest request;
    private final State state;
    private final Instant since;
    private final Optional<Instant> expiresAt;
    private final Optional<Instant> dueAt;
    private final int lastCode;
    private final int failures;
    private final Optional<SipDialog> dialog;
    private final Optional<RefusedNotify> refusal;
    private final Optional<Instant> refusedAt;

    LegInfo(NotifierSubscription subscription, SubscriptionMachine machine, Optional<SipDialog> dialog, Timers timers) {
        this.id = subscription.id();
        this.request = subscription.request();
        this.state = machine.state();
        this.since = timers.instantAt(machine.since());
        this.expiresAt = instant(machine.expiresAt(), timers);
        this.dueAt = instant(machine.dueAt(), timers);
        this.lastCode = machine.lastCode();
        this.failures = machine.failures();
        this.dialog = dialog;
        this.refusal = machine.lastRefusal();
        this.refusedAt = refusal.map(last -> timers.instantAt(last.at()));
    }

    private static Optional<Instant> instant(long time, Timers timers) {
        return time == SubscriptionMachine.NEVER ? Optional.empty() : Optional.of(timers.instantAt(time));
    }

    /** The id of the subscription. */
    public String id() {
        return id;
    }

    public SubscriptionRequest request() {
        return request;
    }

    public State state() {
        return state;
    }

    public Instant since() {
        return since;
    }

    /** The end of the time that the peer has granted. */
    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    /** When the next action is due. */
    public Optional<Instant> dueAt() {
        return dueAt;
    }

    /** The action that is due then, for operators. */
    public String nextAction() {
        return switch (state) {
            case DELAYED -> "subscribe";
            case WAITING -> "retry";
            case QUEUED -> "subscribe when there is room";
            case OFFLINE -> "subscribe when the endpoint is there";
            case UNCONFIRMED, PRECONFIRMED, RESUBSCRIBING, RENOTIFIED, PREDESTROYED -> "give up the answer";
            case ACCEPTED, REACCEPTED -> "give up the NOTIFY";
            case CONFIRMED -> dueAt.isPresent() ? "refresh" : "expire";
            case LEAVING -> "unsubscribe when its turn comes";
            case TERMINATING -> "give up the final NOTIFY";
            case NEW, STOPPED, GONE -> "";
        };
    }

    /** The last final answer to a SUBSCRIBE; 0 if there was none yet. */
    public int lastCode() {
        return lastCode;
    }

    /** Attempts in a row that have failed. */
    public int failures() {
        return failures;
    }

    public Optional<SipDialog> dialog() {
        return dialog;
    }

    /** The last NOTIFY that was refused. */
    public Optional<RefusedNotify> refusal() {
        return refusal;
    }

    /** When that was. */
    public Optional<Instant> refusedAt() {
        return refusedAt;
    }
}
