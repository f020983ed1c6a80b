package io.qsa.presence.b2b.internal.machine;

import io.qsa.Reason;

/**
 * That what the application knows may be out of date, and when complete state is asked for. Guarded by the monitor of
 * the machine's owner. Most subscriptions never need one.
 *
 * <p>Who notifies may drop a subscription whose NOTIFY was refused (RFC 3265 section 3.2.2), and says so to nobody. So a
 * refresh follows soon. If what that brings is refused too, the pause doubles, until the ordinary refresh comes first:
 * a peer that sends nothing else gets no storm.
 */
final class Doubt {
    private static final int MANY = 20;
    private static final Reason MISSED =
            Reason.of(Reason.NO_DOCUMENT, "the presence server says active, and no longer what the status is");

    /** Null if nothing was refused so far. */
    private RefusedNotify last;
    /** What the application is told; of no meaning unless the doubt stands. */
    private Reason reason = Reason.NONE;
    /** Whether a NOTIFY was refused or came without a document, and none was read since. */
    private boolean standing;
    /** Documents between the last ones are missing, and were not asked for yet. */
    private boolean gap;
    /** When to ask because of a refusal; {@link SubscriptionMachine#NEVER} if that was done. */
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

    /** No document came, and nothing says that the one before is still right. */
    void missed() {
        if (!standing) {
            reason = MISSED;
        }
        standing = true;
    }

    /** A document was read; what is known is up to date unless something before it is missing. */
    void read(boolean hasGap) {
        gap = hasGap;
        standing &= hasGap;
    }

    /** A SUBSCRIBE asks for a new dialog, and so for complete state. */
    void begun() {
        gap = false;
        askAt = SubscriptionMachine.NEVER;
    }

    /** A refresh asks for complete state; tells whether that is because of a refusal. */
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

    /** How long to wait before complete state is asked for; {@link SubscriptionMachine#NEVER} if the ordinary refresh does. */
    long askDelay(Timing timing, long sinceSubscribe, long now) {
        long forRefusal = askAt == SubscriptionMachine.NEVER ? askAt : Math.max(0, askAt - now);
        return gap ? Math.min(forRefusal, timing.fullStateDelay(sinceSubscribe)) : forRefusal;
    }

    /** Whether something is to be asked for before the ordinary refresh. */
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
