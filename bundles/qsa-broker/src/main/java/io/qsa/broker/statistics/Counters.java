package io.qsa.broker.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts since the broker started. Safe for any thread.
 *
 * <p>Threads count in stripes of their own, which share no cache line: a count of one thread beside that of another, as a
 * {@code LongAdder} may come to lie in the heap, costs more than a notification does otherwise.
 */
public final class Counters {
    /** A power of two; threads beyond so many share. */
    private static final int STRIPES = 16;

    private static final int PADDING = 128 / Long.BYTES;
    private static final int STRIDE = Counter.values().length + PADDING;

    private final AtomicLongArray counts = new AtomicLongArray(PADDING + STRIPES * STRIDE);

    public void count(Counter counter) {
        count(counter, 1);
    }

    public void count(Counter counter, long times) {
        int stripe = (int) Thread.currentThread().getId() & STRIPES - 1;
        counts.getAndAdd(place(stripe, counter), times);
    }

    private static int place(int stripe, Counter counter) {
        return PADDING + stripe * STRIDE + counter.ordinal();
    }

    public long get(Counter counter) {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += counts.get(place(stripe, counter));
        }
        return sum;
    }

    /** All counts by their keys, in the order of the keys. */
    public Map<String, Long> byKey() {
        Map<String, Long> all = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            all.put(counter.key(), get(counter));
        }
        return all;
    }
}
