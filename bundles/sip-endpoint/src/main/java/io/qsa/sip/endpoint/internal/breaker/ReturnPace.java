package io.qsa.sip.endpoint.internal.breaker;

/** Assigns turns at a rate per second. Guarded by its owner; times are in milliseconds. */
final class ReturnPace {
    /** The next free turn, in microseconds, because a millisecond may have several. */
    private long next = Long.MIN_VALUE;

    /** How long after this time the next free turn is; negative if it is before. */
    long ahead(long now) {
        return next == Long.MIN_VALUE ? Long.MIN_VALUE : Math.floorDiv(next, 1000) - now;
    }

    /** Takes the next free turn, not before {@code earliest}. */
    long take(long earliest, int perSecond) {
        long taken = Math.max(next, earliest * 1000);
        next = taken + 1_000_000 / perSecond;
        return Math.floorDiv(taken, 1000);
    }
}
