package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.qsa.base.collection.DenseSet;

/**
 * Subscriptions that are served, by the local tag of their dialogs. Safe for any thread.
 *
 * @param <S> the type of the subscriptions of one notifier
 */
public final class ByTag<S extends ServedSubscription> {
    private final DenseSet<S> served = new DenseSet<>(one -> one.tag().hashCode());
    /** Threads in {@link #awaitNone} wait on it. */
    private final Object end = new Object();

    /** Adds a subscription with a new tag. */
    public void add(S one) {
        served.add(one);
    }

    /** Adds a subscription unless there is one with its tag. To be called by one thread at a time. */
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

    /** Removes a subscription that has ended. */
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
     * Waits until all have ended.
     *
     * @return how many have not ended after the timeout
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
