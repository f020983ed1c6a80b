package io.qsa.presence.b2b.internal.machine;

import java.util.OptionalLong;

/**
 * The lowest layer of a {@link SubscriptionMachine}: the requested expiry and the granted one (RFC 6665 sections 3.1.1,
 * 4.1.3 and 4.2.1.1). Guarded by the monitor of its owner.
 *
 * <p>A layer uses those below it. All four are one object, because there may be a million of them.
 */
abstract sealed class Lifetime permits Attempts {
    /** A larger Min-Expires is not followed, unless the requested expiry is even longer. */
    static final long MAX_EXPIRATION_SECONDS = 86_400;

    private long expiresAt = SubscriptionMachine.NEVER;
    private int asked;
    private int minExpires;
    private boolean raised;
    private boolean toldByNotify;

    /** Starts an attempt; returns the seconds to request. */
    final long askFor(long wanted) {
        asked = (int) Math.max(wanted, minExpires);
        raised = false;
        toldByNotify = false;
        return asked;
    }

    /** Whether to follow a 423: once in an attempt, upwards only, and up to a limit. */
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

    /** Forgets the Min-Expires of a 423. */
    final void forgetMinimum() {
        minExpires = 0;
    }

    final long asked() {
        return asked;
    }

    /** Whether the granted expiry is longer than the requested one. */
    final boolean isTooLong(OptionalLong granted) {
        return granted.orElse(0) > asked;
    }

    /** Applies the Expires of a 2xx; without it, that of an earlier NOTIFY, otherwise the requested one. */
    final void grantedByAnswer(OptionalLong seconds, long now) {
        if (seconds.orElse(0) > 0) {
            grant(seconds.getAsLong(), now);
        } else if (!toldByNotify) {
            grant(asked, now);
        }
    }

    /**
     * Applies the {@code expires} of a NOTIFY; without it, the present expiry stays, or the requested one.
     *
     * @return whether the NOTIFY has it
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
