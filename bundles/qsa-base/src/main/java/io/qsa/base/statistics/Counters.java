package io.qsa.base.statistics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A count for each constant of an enum, from zero on. Safe for any thread.
 *
 * <p>Threads count in stripes that share no cache line. With a {@code LongAdder}, the cells of two threads may share
 * one, and then counting costs more than the rest of a notification.
 */
public final class Counters<C extends Enum<C>> {
    /** A power of two. With more threads than this, some share a stripe. */
    private static final int STRIPES = 16;

    private static final int PADDING = 128 / Long.BYTES;

    private final int stride;
    private final AtomicLongArray counts;

    public Counters(Class<C> counted) {
        stride = counted.getEnumConstants().length + PADDING;
        counts = new AtomicLongArray(PADDING + STRIPES * stride);
    }

    public void count(C counter) {
        count(counter, 1);
    }

    public void count(C counter, long times) {
        int stripe = (int) Thread.currentThread().getId() & STRIPES - 1;
        counts.getAndAdd(place(stripe, counter), times);
    }

    private int place(int stripe, C counter) {
        return PADDING + stripe * stride + counter.ordinal();
    }

    public long get(C counter) {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += counts.get(place(stripe, counter));
        }
        return sum;
    }
}
