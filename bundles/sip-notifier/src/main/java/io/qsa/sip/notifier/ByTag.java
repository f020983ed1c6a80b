package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.qsa.base.collection.DenseSet;

/**
 * Subscriptions that are served, by the local tag of their dialogs. Safe for any thread.
 *
 * @param <S> what one is for who serves it
 */
public final class ByTag<S extends ServedSubscription> {
    private final DenseSet<S> served = new DenseSet<>(one -> one.tag().hashCode());
    /** Its monitor is for those who wait until all are over. */
    private final Object end = new Object();

    /** Adds one with a new tag. */
    public void add(S one) {
        served.add(one);
    }

    /** Adds one unless there is one with its tag. Called by one thread at a time. */
    public boolean addIfAbsent(S one) {
        boolean isAbsent = find(one.tag()).isEmpty();
        if (isAbsent) {
            served.add(one);
        }
        return isAbsent;
    }

    public Optional<S> find(String tag) {
        return served.find(tag.hashCode(), one -> one.isOfTag(tag));
    }

    /** Forgets one that is over. */
    public void remove(S one) {
        served.remove(one);
        synchronized (end) {
            end.notifyAll();
        }
    }

    /** All that are there now. */
    public List<S> all() {
        return served.stream().toList();
    }

    public int size() {
        return served.size();
    }

    /**
     * Waits until all are over.
     *
     * @return how many are not, after the timeout
     */
    public int awaitNone(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (end) {
            long left = timeout.toMillis();
            while (!served.isEmpty() && left > 0) {
                end.wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        }
        return served.size();
    }
}
