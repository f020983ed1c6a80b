package io.qsa.presence.b2b.machine;

import java.util.OptionalLong;

/**
 * What time was asked for and what was granted (RFC 6665 sections 3.1.1, 4.1.3 and 4.2.1.1). Guarded by the monitor of
 * its machine.
 */
final class Lifetime {
    /** No Min-Expires above this is followed, unless more than it is asked for anyway. */
    static final long MAX_EXPIRATION_SECONDS = 86_400;

    private long expiresAt = SubscriptionMachine.NEVER;
    private int asked;
    private int minExpires;
    private boolean raised;
    private boolean toldByNotify;

    /** Begins an attempt: what to ask for, in seconds. */
    long ask(long wanted) {
        asked = (int) Math.max(wanted, minExpires);
        raised = false;
        toldByNotify = false;
        return asked;
    }

    /** Whether a 423 is to be followed: once in an attempt, upwards, and not without limit. */
    boolean raise(OptionalLong minimum) {
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
    void forgetMinimum() {
        minExpires = 0;
    }

    long asked() {
        return asked;
    }

    /** Whether more is granted than may be. */
    boolean isTooLong(OptionalLong granted) {
        return granted.orElse(0) > asked;
    }

    /** Takes the Expires of a 2xx; without one, that of the NOTIFY that was faster, else what was asked for. */
    void grantedByAnswer(OptionalLong seconds, long now) {
        if (seconds.orElse(0) > 0) {
            set(seconds.getAsLong(), now);
        } else if (!toldByNotify) {
            set(asked, now);
        }
    }

    /**
     * Takes the {@code expires} of a NOTIFY; without one, what was asked for is the limit.
     *
     * @return whether the NOTIFY has said it
     */
    boolean grantedByNotify(OptionalLong seconds, long now) {
        boolean told = seconds.orElse(0) > 0;
        if (told) {
            set(seconds.getAsLong(), now);
            toldByNotify = true;
        } else if (!isGranted()) {
            set(asked, now);
        }
        return told;
    }

    private void set(long seconds, long now) {
        expiresAt = now + Math.min(seconds, asked) * 1000;
    }

    void end() {
        expiresAt = SubscriptionMachine.NEVER;
    }

    boolean isGranted() {
        return expiresAt != SubscriptionMachine.NEVER;
    }

    long expiresAt() {
        return expiresAt;
    }

    long left(long now) {
        return expiresAt - now;
    }
}
