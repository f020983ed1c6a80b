package io.qsa.itests.peer.server;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts arrivals by time. Guarded by its owner. */
final class Arrivals {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WINDOWS_PER_SECOND = 10;

    /** The number of arrivals in each window of 100 ms. */
    private final TreeMap<Long, Integer> windows = new TreeMap<>();

    void add() {
        windows.merge(System.nanoTime() / WINDOW, 1, Integer::sum);
    }

    int peakPerWindow() {
        return windows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    int peakPerSecond() {
        return windows.keySet().stream()
                .mapToInt(first -> windows.subMap(first, first + WINDOWS_PER_SECOND).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .max()
                .orElse(0);
    }

    void reset() {
        windows.clear();
    }
}
