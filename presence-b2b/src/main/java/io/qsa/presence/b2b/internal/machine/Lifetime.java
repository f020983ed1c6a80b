package io.qsa.presence.b2b.internal.machine;

import java.util.OptionalLong;

/**
 * The lowest layer of a {@link SubscriptionMachine}: what time was asked for and what was granted (RFC 6665 sections
 * 3.1.1, 4.1.3 and 4.2.1.1). Guarded by the monitor of its owner.
 *
 * <p>A layer knows those below it. They are one object, not four, since there may be a million of it.
 */
abstract sealed class Lifetime permits Attempts {
    /** No Min-Expires above this is followed, unless more than it is asked for anyway. */
    static final long MAX_EXPIRATION_SECONDS = 86_400;

    private long expiresAt = SubscriptionMachine.NEVER;
    private int asked;
    private int minExpires;
    private boolean raised;
    private boolean toldByNotify;

    /** Begins an attempt: what to ask for, in seconds. */
    final long askFor(long wanted) {
        asked = (int) Math.max(wanted, minExpires);
        raised = false;
        toldByNotify = false;
        return asked;
    }

    /** Whether a 423 is to be followed: once in an attempt, upwards, and not without limit. */
    final boolean raise(OptionalLong minimum) {
        long wanted = minimum.orElse(0);
        if (raised || wanted <= asked || wanted > Math.max(MAX_EXPIRATION_SECONDS, asked)) {
            return false;
        }
        raised = true;
        minExpires = (int) wanted;
        asked = minExpires;
        return true;
    }

    /** Forgets what a 423 has taught. */
    final void forgetMinimum() {
        minExpires = 0;
    }

    final long asked() {
        return asked;
    }

    /** Whether more is granted than may be. */
    final boolean isTooLong(OptionalLong granted) {
        return granted.orElse(0) > asked;
    }

    /** Takes the Expires of a 2xx; without one, that of the NOTIFY that was faster, else what was asked for. */
    final void grantedByAnswer(OptionalLong seconds, long now) {
        if (seconds.orElse(0) > 0) {
            grant(seconds.getAsLong(), now);
        } else if (!toldByNotify) {
            grant(asked, now);
        }
    }

    /**
     * Takes the {@code expires} of a NOTIFY; without one, what was asked for is the limit.
     *
     * @return whether the NOTIFY has said it
     */
    final boolean grantedByNotify(OptionalLong seconds, long now) {
        boolean told = seconds.orElse(0) > 0;
        if (told) {
            grant(seconds.getAsLong(), now);
            toldByNotify = true;
        } else if (!isGranted()) {
            grant(asked, now);
        }
        return told;
    }

    private void grant(long seconds, long now) {
        expiresAt = now + Math.min(seconds, asked) * 1000;
    }

    final void endGrant() {
        expiresAt = SubscriptionMachine.NEVER;
    }

    final boolean isGranted() {
        return expiresAt != SubscriptionMachine.NEVER;
    }

    /** When the granted time ends, or {@link SubscriptionMachine#NEVER}. */
    public final long expiresAt() {
        return expiresAt;
    }

    final long left(long now) {
        return expiresAt - now;
    }
}
