package io.qsa.itests.swap.referee;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.qsa.Notification;
import io.qsa.Subscription;
import io.qsa.itests.Threads;

/**
 * Reads the last status of every subscription, again and again, and measures how long one that had a status was without
 * it, or had one that may be out of date. Confined to its thread, but for the results.
 */
public final class Watch implements AutoCloseable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    /** The observations of one subscription. */
    private static final class Sight {
        private long sequence;
        private long goneSince;
        private long staleSince;
        private boolean seen;
    }

    private final Supplier<Collection<Subscription>> subscriptions;
    private final Story story;
    private final Map<Subscription, Sight> sights = new WeakHashMap<>();
    private final Thread thread = new Thread(this::run, "status-watch");
    private volatile long longestGap;
    private volatile long longestStale;
    private final AtomicLong longestPause = new AtomicLong();
    private volatile boolean closed;

    public Watch(Supplier<Collection<Subscription>> subscriptions, Story story) {
        this.subscriptions = subscriptions;
        this.story = story;
        thread.start();
    }

    /** The longest time without a document, in milliseconds, of a subscription that had one. */
    public long longestGapMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestGap);
    }

    /** The longest time that a document was stale, or not that of an ACTIVE subscription, in milliseconds. */
    public long longestStaleMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestStale);
    }

    /**
     * The longest time, in milliseconds, without an observation since the last call: how long the machine was busy
     * otherwise.
     */
    public long takeLongestPauseMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestPause.getAndSet(0));
    }

    private void run() {
        while (!closed) {
            long begin = System.nanoTime();
            subscriptions.get().forEach(this::look);
            LockSupport.parkNanos(PAUSE);
            longestPause.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    private void look(Subscription subscription) {
        Optional<Notification> latest = subscription.latest();
        Sight sight = sights.computeIfAbsent(subscription, s -> new Sight());
        if (latest.flatMap(Notification::document).isPresent()) {
            sight.seen = true;
            sight.goneSince = 0;
        } else if (sight.seen) {
            sight.goneSince = sight.goneSince == 0 ? System.nanoTime() : sight.goneSince;
            longestGap = Math.max(longestGap, since(sight.goneSince));
            story.violated(subscription + ": latest() has no status any more");
        }
        if (!sight.seen || latest.filter(Claims::isFresh).isPresent()) {
            sight.staleSince = 0;
        } else {
            sight.staleSince = sight.staleSince == 0 ? System.nanoTime() : sight.staleSince;
            longestStale = Math.max(longestStale, since(sight.staleSince));
        }
        long sequence = latest.map(Notification::sequence).orElse(0L);
        if (sequence < sight.sequence) {
            story.violated(subscription + ": latest() goes back to #" + sequence + " from #" + sight.sequence);
        }
        sight.sequence = sequence;
    }

    /** At least a millisecond, since it was seen. */
    private static long since(long begin) {
        return Math.max(1_000_000, System.nanoTime() - begin);
    }

    @Override
    public void close() {
        closed = true;
        Threads.join(thread);
    }
}
