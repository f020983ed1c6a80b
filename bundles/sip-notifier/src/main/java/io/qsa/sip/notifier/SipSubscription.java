package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Alarm;

/**
 * The notifier's side of one subscription (RFC 6665 section 4.2): which NOTIFY is sent when. Guarded by its monitor,
 * which callers hold; time comes in as an argument, in milliseconds. It is the inner layer of one object, because there
 * may be a million of them, and its only alarm: the alarm is set to the earliest possible deadline, and re-arms itself
 * if that deadline has moved.
 *
 * <p>At most one NOTIFY is in flight; changes meanwhile become one NOTIFY after it. A NOTIFY that follows a SUBSCRIBE,
 * reports a change of authorisation or ends the subscription is sent as soon as none is in flight; one that reports a
 * change of the status is sent when the interval since the last one has passed.
 */
abstract class SipSubscription extends Alarm {
    /**
     * <pre>
     *            onStatus   onPending   end(timeout)            end(other)   last NOTIFY sent, or one refused, or one not sent
     * FRESH      ACTIVE     PENDING     FRESH, ends with status ENDED
     * PENDING    ACTIVE     PENDING     ENDED                   ENDED        ENDED
     * ACTIVE     ACTIVE     PENDING     ENDED                   ENDED        ENDED
     * </pre>
     *
     * An end waits for the NOTIFY that is in flight.
     */
    private enum State {
        /** Accepted; the status is not known yet. */
        FRESH,
        /** The watcher may see nothing yet. */
        PENDING,
        /** The watcher gets the status. */
        ACTIVE,
        /** The last NOTIFY is sent. */
        ENDED
    }

    private static final Logger LOG = LoggerFactory.getLogger(SipSubscription.class);

    private static final long NEVER = Long.MAX_VALUE;

    private State state = State.FRESH;
    /** Whether the watcher may see the status now. */
    private boolean shown;

    private long expiresAt = NEVER;
    private long notBefore = Long.MIN_VALUE;
    private long pendingSince;
    /** The time for which the alarm is set. */
    private long armedFor = NEVER;

    private EndReason endReason;
    private boolean due;
    private boolean urgent;
    /** Whether the watcher may not know yet that it is active, pending or refreshed. */
    private boolean stateUntold;

    private boolean inFlight;

    /** Sends a NOTIFY, with the status as its body or without a body; if it throws, the subscription is over. */
    abstract void sendNotify(String subscriptionState, boolean withStatus);

    /** Whether the watcher has asked not to be notified of this status. */
    abstract boolean isSuppressed();

    /** Sets the alarm again, to fire after this many milliseconds. */
    abstract void arm(long millis);

    /** The subscription has ended, and its last NOTIFY is answered or has failed. */
    abstract void finish();

    /** The shortest time between two NOTIFYs that report a change, as configured now. */
    protected abstract Duration interval();

    /** How long a watcher may stay pending. */
    protected abstract Duration patience();

    /** A SUBSCRIBE was accepted: the first one, or a refresh. */
    void onSubscribe(Duration granted, long now) {
        prolong(granted, now);
        if (isOverdue(now)) {
            endReason = EndReason.GIVEUP;
        }
        due = true;
        urgent = true;
        step(now);
    }

    /** A SUBSCRIBE of a {@link #isSettled settled} subscription was accepted, and the watcher needs no NOTIFY for it. */
    void onQuietSubscribe(Duration granted, long now) {
        prolong(granted, now);
        if (endReason == null) {
            return;
        }
        become(State.ENDED, endReason.token());
        if (!inFlight) {
            finish();
        }
    }

    private void prolong(Duration granted, long now) {
        expiresAt = now + granted.toMillis();
        if (granted.isZero()) {
            endReason = EndReason.TIMEOUT;
        } else {
            armUntil(expiresAt, now);
        }
    }

    private void armUntil(long time, long now) {
        if (time < armedFor) {
            armedFor = time;
            arm(time - now);
        }
    }

    /** Whether the watcher has been pending for too long. */
    private boolean isOverdue(long now) {
        return state == State.PENDING && now >= pendingSince + patience().toMillis();
    }

    /** Whether the state is known and a SUBSCRIBE does not change it. */
    boolean isSettled(long now) {
        return !isEnding() && state != State.FRESH && !isOverdue(now);
    }

    /** Whether the watcher may see the status now. */
    boolean isShown() {
        return shown;
    }

    /** The status has changed, or the watcher may see it now. */
    void onStatus(long now) {
        if (state == State.ENDED) {
            return;
        }
        shown = true;
        urgent |= state != State.ACTIVE;
        become(State.ACTIVE, "status");
        due = true;
        step(now);
    }

    void onPending(long now) {
        if (state == State.ENDED) {
            return;
        }
        shown = false;
        pendingSince = state == State.PENDING ? pendingSince : now;
        become(State.PENDING, "no authorisation");
        due = true;
        urgent = true;
        step(now);
    }

    /** The alarm fires; its deadline may have moved since it was set. */
    void onRing(long now) {
        armedFor = NEVER;
        if (state == State.ENDED) {
            return;
        }
        if (now >= expiresAt) {
            end(EndReason.TIMEOUT, now);
        } else {
            armUntil(expiresAt, now);
            step(now);
        }
    }

    /** The watcher may not see the status any more. */
    void onRejected(long now) {
        endWithoutStatus(EndReason.REJECTED, now);
    }

    /** The resource does not exist any more. */
    void onGone(long now) {
        endWithoutStatus(EndReason.NORESOURCE, now);
    }

    void onStop(long now) {
        endWithoutStatus(EndReason.DEACTIVATED, now);
    }

    private void endWithoutStatus(EndReason reason, long now) {
        shown = false;
        if (state == State.FRESH) {
            become(State.PENDING, reason.token());
        }
        end(reason, now);
    }

    private void end(EndReason reason, long now) {
        endReason = endReason == null ? reason : endReason;
        step(now);
    }

    /** @param retryAfter when a NOTIFY may be sent again, for {@link NotifyOutcome#LATER} */
    void onAnswer(NotifyOutcome outcome, Duration retryAfter, boolean ignoreUnanswered, long now) {
        if (!inFlight) {
            return;
        }
        inFlight = false;
        stateUntold = urgent || outcome == NotifyOutcome.LATER && stateUntold;
        if (state == State.ENDED) {
            finish();
            return;
        }
        boolean lost = outcome == NotifyOutcome.GONE || outcome == NotifyOutcome.UNANSWERED && !ignoreUnanswered;
        if (lost) {
            become(State.ENDED, "NOTIFY " + outcome.name().toLowerCase(Locale.ROOT));
            finish();
            return;
        }
        if (outcome == NotifyOutcome.LATER) {
            due = true;
            urgent = false;
            notBefore = now + retryAfter.toMillis();
        }
        step(now);
    }

    /** Why it has ended. A watcher that does not accept a NOTIFY counts as one that let it expire. */
    String endReason() {
        return (endReason == null ? EndReason.TIMEOUT : endReason).token();
    }

    /** Whether it accepts no further SUBSCRIBE. */
    protected final boolean isEnding() {
        return endReason != null || state == State.ENDED;
    }

    private void step(long now) {
        if (inFlight || state == State.FRESH || state == State.ENDED) {
            return;
        }
        if (endReason != null) {
            send("terminated;reason=" + endReason.token(), now);
            become(State.ENDED, endReason.token());
        } else if (due && !urgent && !stateUntold && isSuppressed()) {
            due = false;
        } else if (due && (urgent || now >= notBefore)) {
            send(state.name().toLowerCase(Locale.ROOT) + ";expires=" + secondsLeft(now), now);
        } else if (due) {
            armUntil(notBefore, now);
        }
    }

    private void send(String subscriptionState, long now) {
        inFlight = true;
        stateUntold |= urgent;
        due = false;
        urgent = false;
        notBefore = now + interval().toMillis();
        try {
            sendNotify(subscriptionState, shown);
        } catch (RuntimeException bug) {
            LOG.error("{}: ends, since no NOTIFY can be sent", this, bug);
            onUnsendable();
        }
    }

    /** Ends it, because without a NOTIFY there is no answer that would. */
    private void onUnsendable() {
        inFlight = false;
        become(State.ENDED, "NOTIFY not sent");
        finish();
    }

    /** The time left, rounded up, so that the first NOTIFY has the granted expiry. */
    private long secondsLeft(long now) {
        return Math.max(0, (expiresAt - now + 999) / 1000);
    }

    private void become(State next, String cause) {
        if (next != state) {
            LOG.debug("{}: {} -> {}, {}", this, state, next, cause);
            state = next;
        }
    }
}
