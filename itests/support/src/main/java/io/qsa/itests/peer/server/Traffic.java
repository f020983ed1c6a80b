package io.qsa.itests.peer.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a presence server has seen since it was last asked to count anew. Guarded by its monitor. */
public final class Traffic {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WINDOWS_PER_SECOND = 10;

    /** How many first SUBSCRIBEs came in each window of 100 ms. */
    private final TreeMap<Long, Integer> arrivals = new TreeMap<>();

    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    synchronized void subscribed() {
        count("subscribes");
        arrivals.merge(System.nanoTime() / WINDOW, 1, Integer::sum);
    }

    public synchronized int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    /** The most first SUBSCRIBEs in 100 ms. */
    public synchronized int peakPerWindow() {
        return arrivals.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The most first SUBSCRIBEs in a second. */
    public synchronized int peakPerSecond() {
        return arrivals.keySet().stream()
                .mapToInt(first -> arrivals.subMap(first, first + WINDOWS_PER_SECOND).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .max()
                .orElse(0);
    }

    public synchronized void reset() {
        arrivals.clear();
        counts.clear();
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
