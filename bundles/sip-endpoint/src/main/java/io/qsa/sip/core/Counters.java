package io.qsa.sip.core;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has happened since the endpoint began. Safe for any thread. */
public final class Counters {
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    Counters() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    void add(Count count) {
        counts.get(count).increment();
    }

    public long get(Count count) {
        return counts.get(count).sum();
    }

    /** All counters in their order. */
    public Map<Count, Long> snapshot() {
        Map<Count, Long> snapshot = new EnumMap<>(Count.class);
        counts.forEach((count, adder) -> snapshot.put(count, adder.sum()));
        return Collections.unmodifiableMap(snapshot);
    }
}
