package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.qsa.base.statistics.Counters;
import io.qsa.broker.internal.statistics.BrokerCounter;

/** The bundles that subscribe, each with threads of its own while it is in use. Safe for any thread. */
public final class Consumers {
    private final Counters<BrokerCounter> counters;
    private final BiFunction<String, Integer, DeliveryThreads> newThreads;
    private final Map<Long, Entry> entries = new HashMap<>();
    private int threadsPerBundle;

    /**
     * Starts without consumers.
     *
     * @param newThreads makes the threads of a bundle from its symbolic name and their number
     */
    public Consumers(
            int threadsPerBundle,
            BiFunction<String, Integer, DeliveryThreads> newThreads,
            Counters<BrokerCounter> counters) {
        this.threadsPerBundle = threadsPerBundle;
        this.newThreads = newThreads;
        this.counters = counters;
    }

    /** The consumer of a bundle; to be given back by {@link #release}. */
    public synchronized Consumer acquire(long bundleId, String symbolicName) {
        String name = symbolicName == null ? "bundle-" + bundleId : symbolicName;
        Entry entry = entries.computeIfAbsent(bundleId, id -> new Entry(newConsumer(name)));
        entry.uses++;
        return entry.consumer;
    }

    /** Releases the consumer of a bundle; after the last release its threads end. */
    public synchronized void release(long bundleId) {
        Entry entry = entries.get(bundleId);
        if (entry != null && --entry.uses == 0) {
            entries.remove(bundleId);
            entry.consumer.threads().finish();
        }
    }

    public synchronized void resize(int threads) {
        threadsPerBundle = threads;
        entries.values().forEach(entry -> entry.consumer.threads().resize(threads));
    }

    public synchronized int size() {
        return entries.size();
    }

    /** Waits at most this long until accepted notifications are delivered; returns the bundles that have not finished. */
    public List<String> finish(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Consumer> all = consumers();
        all.forEach(consumer -> consumer.threads().finish());
        List<String> busy = new ArrayList<>();
        for (Consumer consumer : all) {
            if (!consumer.threads().await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                busy.add(consumer.bundle());
            }
        }
        return busy;
    }

    private synchronized List<Consumer> consumers() {
        return entries.values().stream().map(entry -> entry.consumer).toList();
    }

    private Consumer newConsumer(String symbolicName) {
        return new Consumer(symbolicName, newThreads.apply(symbolicName, threadsPerBundle), counters);
    }

    private static final class Entry {
        private final Consumer consumer;
        private int uses;

        Entry(Consumer consumer) {
            this.consumer = consumer;
        }
    }
}
