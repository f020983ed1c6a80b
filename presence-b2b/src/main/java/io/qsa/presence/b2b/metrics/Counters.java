package io.qsa.presence.b2b.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one component. Safe for any thread. */
public final class Counters {
    private final Map<Counter, LongAdder> adders = new EnumMap<>(Counter.class);

    public Counters() {
        for (Counter counter : Counter.values()) {
            adders.put(counter, new LongAdder());
        }
    }

    public void count(Counter counter) {
        adders.get(counter).increment();
    }

    public void count(Counter counter, long times) {
        adders.get(counter).add(times);
    }

    public long get(Counter counter) {
        return adders.get(counter).sum();
    }
}
