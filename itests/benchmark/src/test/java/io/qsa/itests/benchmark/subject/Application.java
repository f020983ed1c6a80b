package io.qsa.itests.benchmark.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.presence.PresenceInfo;

/** An application with many subscriptions, whose one listener reads every document. Safe for any thread. */
final class Application {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    /** Latencies by tenths of a millisecond, the last for all that are longer. */
    private static final int BUCKETS = 10_000;

    private static final long BUCKET_NANOS = 100_000;

    private final SubscriptionService qsa;
    private final List<Subscription> subscriptions = new ArrayList<>();
    /** Delivered states, including those that were replaced by a newer one before. */
    private final LongAdder heard = new LongAdder();

    private final LongAdder unreadable = new LongAdder();
    private final AtomicLong[] latencies = new AtomicLong[BUCKETS];

    Application(SubscriptionService qsa) {
        this.qsa = qsa;
        for (int i = 0; i < BUCKETS; i++) {
            latencies[i] = new AtomicLong();
        }
    }

    private void listen(Notification notification) {
        if (notification.status() != Status.ACTIVE) {
            return;
        }
        notification.document().ifPresent(this::read);
        heard.add(1 + notification.conflated());
    }

    private void read(Document document) {
        PresenceInfo info = document.as(PresenceInfo.class).orElse(null);
        if (info == null
                || info.tuples().isEmpty()
                || info.tuples().get(0).notes().isEmpty()) {
            unreadable.increment();
            return;
        }
        String note = info.tuples().get(0).notes().get(0).text();
        if (note.length() > 1 && note.charAt(0) <= '9') {
            long age = System.nanoTime() - Long.parseLong(note);
            latencies[(int) Math.min(BUCKETS - 1, Math.max(0, age / BUCKET_NANOS))].incrementAndGet();
        }
    }

    /** Opens subscriptions to different records and waits until all are ACTIVE; how long that took. */
    long subscribe(String prefix, int count) {
        return open(count, prefix, true);
    }

    /** Opens many subscriptions to one record and waits until all are ACTIVE; how long that took. */
    long watch(String record, int count) {
        return open(count, record, false);
    }

    private long open(int count, String name, boolean different) {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String record = different ? "sip:%s%07d@example.test".formatted(name, i) : name;
            String subscriber = "sip:watcher%07d@example.test".formatted(i);
            subscriptions.add(qsa.subscribe(SubscriptionRequest.presence(record, subscriber), this::listen));
        }
        awaitEach("ACTIVE", subscription -> subscription.status() == Status.ACTIVE);
        return System.nanoTime() - begin;
    }

    /** Closes all; how many there were. */
    int close() {
        int count = subscriptions.size();
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
        return count;
    }

    int size() {
        return subscriptions.size();
    }

    long heard() {
        return heard.sum();
    }

    /** Waits until so many states were heard since the beginning; how many were. */
    long awaitHeard(long count) {
        await(count + " states are heard", () -> heard.sum() >= count);
        return heard.sum();
    }

    /** Waits until the newest state of all subscriptions is of this notifier; returns how long that took. */
    long awaitNotifier(String name) {
        long begin = System.nanoTime();
        awaitEach("served by " + name, subscription -> subscription
                .latest()
                .filter(newest -> newest.notifier().equals(name))
                .isPresent());
        return System.nanoTime() - begin;
    }

    /** The 99th percentile of the time from the peer to the listener since the last call, in microseconds. */
    long latency() {
        if (unreadable.sum() > 0) {
            throw new IllegalStateException(unreadable.sum() + " documents could not be read");
        }
        long[] counts = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = latencies[i].getAndSet(0);
            total += counts[i];
        }
        int bucket = 0;
        for (long seen = counts[0]; seen * 100 < total * 99; seen += counts[bucket]) {
            bucket++;
        }
        return (bucket + 1) * BUCKET_NANOS / 1000;
    }

    /** Waits for one after the other, so that no subscription is looked at again and again. */
    private void awaitEach(String what, Predicate<Subscription> condition) {
        for (Subscription subscription : subscriptions) {
            await("a subscription is " + what, () -> condition.test(subscription));
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
