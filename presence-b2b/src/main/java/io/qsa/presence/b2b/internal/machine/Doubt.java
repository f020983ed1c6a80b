package io.qsa.presence.b2b.internal.machine;

import io.qsa.Reason;

/**
 * Whether the document of the application may be out of date, and when a refresh for complete state is due. Guarded by
 * the monitor of the machine's owner. Most subscriptions never need one.
 *
 * <p>A notifier may drop a subscription whose NOTIFY was refused (RFC 3265 section 3.2.2), without a message. So a
 * refresh follows soon. If the next NOTIFY is refused too, the pause doubles, until the ordinary refresh is earlier: so
 * a peer that always sends such NOTIFYs causes no storm.
 */
final class Doubt {
    private static final int MANY = 20;
    private static final Reason MISSED =
            Reason.of(Reason.NO_DOCUMENT, "the presence server says active, and no longer what the status is");

    /** Null if nothing was refused so far. */
    private RefusedNotify last;
    /** The reason for the application; meaningless unless there is a doubt. */
    private Reason reason = Reason.NONE;
    /** Whether a NOTIFY was refused or had no document, and no document was read since. */
    private boolean standing;
    /** Documents between the last ones are missing, and no refresh was sent for them yet. */
    private boolean gap;
    /** When to refresh because of a refusal; {@link SubscriptionMachine#NEVER} if that was done. */
    private long askAt = SubscriptionMachine.NEVER;
    /** How many refreshes in a row were sent because of a refusal. */
    private int asked;

    /** A NOTIFY was refused; if that is the first one since the last SUBSCRIBE, a refresh is due after a pause. */
    void refused(RefusedNotify refusal, long sinceSubscribe, RetryPolicy policy) {
        last = refusal;
        reason = refusal.reason();
        standing = true;
        if (askAt == SubscriptionMachine.NEVER) {
            askAt = refusal.at() + policy.afterRefusal(asked, sinceSubscribe);
        }
    }

    /** A NOTIFY had no document, and did not confirm the previous one. */
    void missed() {
        if (!standing) {
            reason = MISSED;
        }
        standing = true;
    }

    /** A document was read; the state is up to date unless a document before it is missing. */
    void read(boolean hasGap) {
        gap = hasGap;
        standing &= hasGap;
    }

    /** A SUBSCRIBE for a new dialog was sent, which brings complete state. */
    void begun() {
        gap = false;
        askAt = SubscriptionMachine.NEVER;
    }

    /** A refresh for complete state was sent; returns whether that is because of a refusal. */
    boolean refreshed() {
        boolean because = askAt != SubscriptionMachine.NEVER;
        if (because) {
            asked = Math.min(asked + 1, MANY);
        } else if (!standing) {
            asked = 0;
        }
        begun();
        return because;
    }

    /**
     * The delay of the refresh for complete state; {@link SubscriptionMachine#NEVER} if the ordinary refresh is enough.
     */
    long askDelay(Timing timing, long sinceSubscribe, long now) {
        long forRefusal = askAt == SubscriptionMachine.NEVER ? askAt : Math.max(0, askAt - now);
        return gap ? Math.min(forRefusal, timing.fullStateDelay(sinceSubscribe)) : forRefusal;
    }

    /** Whether a refresh is due before the ordinary one. */
    boolean isAsking() {
        return gap || askAt != SubscriptionMachine.NEVER;
    }

    Reason reason() {
        return reason;
    }

    /** Whether no document was read since. */
    boolean isStanding() {
        return standing;
    }

    /** Whether a NOTIFY was refused since a time. */
    boolean isSince(long time) {
        return last != null && last.at() >= time;
    }

    /** The last refusal; null if there was none. */
    RefusedNotify last() {
        return last;
    }
}
