package io.qsa.sip.endpoint.internal.breaker;

/** Gives out times one after the other, so many per second. Guarded by its owner; times are in milliseconds. */
final class Pace {
    /** The next free time, in microseconds: those of one millisecond differ too. */
    private long next = Long.MIN_VALUE;

    /** How long after this time the next free one comes; negative if there was one before it. */
    long ahead(long now) {
        return next == Long.MIN_VALUE ? Long.MIN_VALUE : Math.floorDiv(next, 1000) - now;
    }

    /** The next free time, not before the earliest. */
    long take(long earliest, int perSecond) {
        long taken = Math.max(next, earliest * 1000);
        next = taken + 1_000_000 / perSecond;
        return Math.floorDiv(taken, 1000);
    }
}
