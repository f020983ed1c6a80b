package io.qsa.broker.statistics;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the broker started. Safe for any thread. */
public final class Counters {
    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

    public Counters() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, new LongAdder());
        }
    }

    public void count(Counter counter) {
        counts.get(counter).increment();
    }

    public void count(Counter counter, long times) {
        counts.get(counter).add(times);
    }

    public long get(Counter counter) {
        return counts.get(counter).sum();
    }

    /** All counts by their keys, in the order of the keys. */
    public Map<String, Long> byKey() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((counter, count) -> all.put(counter.key(), count.sum()));
        return all;
    }
}
