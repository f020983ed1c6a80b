package io.qsa.sip.notifier;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifier's side of one subscription (RFC 6665 section 4.2): which NOTIFY is sent when. Guarded by the monitor of
 * its {@link SubscriptionOwner}; time comes in as an argument.
 *
 * <p>At most one NOTIFY is in flight; what happens meanwhile becomes one NOTIFY after it. A NOTIFY that answers a
 * SUBSCRIBE, tells a change of authorisation or ends the subscription is sent as soon as none is in flight, one that
 * tells a change of the status not before the interval has passed since the last one.
 */
final class SipSubscription {
    /**
     * <pre>
     *            onStatus   onPending   end(timeout)            end(other)   last NOTIFY sent, or refused
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

    private final String name;
    private final Outbox outbox;

    private State state = State.FRESH;
    /** Whether the watcher may see the status now. */
    private boolean shown;

    private Instant expiresAt = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private Instant pendingSince;
    private EndReason endReason;
    private boolean due;
    private boolean urgent;
    private boolean inFlight;
    private boolean waiting;

    /** @param name for logs */
    SipSubscription(String name, Outbox outbox) {
        this.name = name;
        this.outbox = outbox;
    }

    /** A SUBSCRIBE was accepted: the first one, or a refresh. */
    void onSubscribe(Duration granted, Instant now) {
        prolong(granted, now);
        if (isOverdue(now)) {
            endReason = EndReason.GIVEUP;
        }
        due = true;
        urgent = true;
        step(now);
    }

    /** A SUBSCRIBE of a {@link #isSettled settled} subscription was accepted whose NOTIFY the watcher can do without. */
    void onQuietSubscribe(Duration granted, Instant now) {
        prolong(granted, now);
        if (endReason == null) {
            return;
        }
        become(State.ENDED, endReason.token());
        if (!inFlight) {
            outbox.finish();
        }
    }

    private void prolong(Duration granted, Instant now) {
        expiresAt = now.plus(granted);
        if (granted.isZero()) {
            endReason = EndReason.TIMEOUT;
        } else {
            outbox.armExpiry(granted);
        }
    }

    /** Whether nobody has decided for longer than a watcher may wait. */
    private boolean isOverdue(Instant now) {
        return state == State.PENDING && !now.isBefore(pendingSince.plus(outbox.patience()));
    }

    /** Whether it is known what the watcher may see, and a SUBSCRIBE does not change that. */
    boolean isSettled(Instant now) {
        return !isEnding() && state != State.FRESH && !isOverdue(now);
    }

    /** Whether the watcher may see the status now. */
    boolean isShown() {
        return shown;
    }

    /** The status is another one, or the watcher may see it now. */
    void onStatus(Instant now) {
        if (state == State.ENDED) {
            return;
        }
        shown = true;
        urgent |= state != State.ACTIVE;
        become(State.ACTIVE, "status");
        due = true;
        step(now);
    }

    void onPending(Instant now) {
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

    /** The time that was armed is over; a refresh may have come at the same moment. */
    void onExpired(Instant now) {
        if (!now.isBefore(expiresAt)) {
            end(EndReason.TIMEOUT, now);
        }
    }

    /** The watcher may see nothing any more. */
    void onRejected(Instant now) {
        endWithoutStatus(EndReason.REJECTED, now);
    }

    /** There is no such resource any more. */
    void onGone(Instant now) {
        endWithoutStatus(EndReason.NORESOURCE, now);
    }

    void onStop(Instant now) {
        endWithoutStatus(EndReason.DEACTIVATED, now);
    }

    private void endWithoutStatus(EndReason reason, Instant now) {
        shown = false;
        if (state == State.FRESH) {
            become(State.PENDING, reason.token());
        }
        end(reason, now);
    }

    private void end(EndReason reason, Instant now) {
        endReason = endReason == null ? reason : endReason;
        step(now);
    }

    /** The wait that was asked for is over. */
    void onWaited(Instant now) {
        waiting = false;
        step(now);
    }

    /** @param retryAfter when a NOTIFY may be sent again, for {@link NotifyOutcome#LATER} */
    void onAnswer(NotifyOutcome outcome, Duration retryAfter, boolean ignoreUnanswered, Instant now) {
        inFlight = false;
        if (state == State.ENDED) {
            outbox.finish();
            return;
        }
        boolean lost = outcome == NotifyOutcome.GONE || outcome == NotifyOutcome.UNANSWERED && !ignoreUnanswered;
        if (lost) {
            become(State.ENDED, "NOTIFY " + outcome.name().toLowerCase(Locale.ROOT));
            outbox.finish();
            return;
        }
        if (outcome == NotifyOutcome.LATER) {
            due = true;
            urgent = false;
            notBefore = now.plus(retryAfter);
        }
        step(now);
    }

    /** Why it has ended; a watcher who does not want its NOTIFYs ends it as one does who lets it lapse. */
    String endReason() {
        return (endReason == null ? EndReason.TIMEOUT : endReason).token();
    }

    /** Whether it takes no SUBSCRIBE any more. */
    boolean isEnding() {
        return endReason != null || state == State.ENDED;
    }

    private void step(Instant now) {
        if (inFlight || state == State.FRESH || state == State.ENDED) {
            return;
        }
        if (endReason != null) {
            send("terminated;reason=" + endReason.token(), now);
            become(State.ENDED, endReason.token());
        } else if (due && (urgent || !now.isBefore(notBefore))) {
            send(state.name().toLowerCase(Locale.ROOT) + ";expires=" + secondsLeft(now), now);
        } else if (due && !waiting) {
            waiting = true;
            outbox.armWait(Duration.between(now, notBefore));
        }
    }

    private void send(String subscriptionState, Instant now) {
        inFlight = true;
        due = false;
        urgent = false;
        // What is armed may be far later than the next change is to be told.
        waiting = false;
        notBefore = now.plus(outbox.interval());
        outbox.sendNotify(subscriptionState, shown);
    }

    /** A started second counts, so that the first NOTIFY tells what was granted. */
    private long secondsLeft(Instant now) {
        Duration left = Duration.between(now, expiresAt);
        return Math.max(0, left.plusNanos(999_999_999).toSeconds());
    }

    private void become(State next, String cause) {
        if (next != state) {
            LOG.debug("{}: {} -> {}, {}", name, state, next, cause);
            state = next;
        }
    }
}
