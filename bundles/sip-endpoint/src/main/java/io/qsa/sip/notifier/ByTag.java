package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subscriptions that are served, by the local tag of their dialogs. Safe for any thread.
 *
 * @param <S> the owner of one
 */
public final class ByTag<S> {
    private final Map<String, S> byTag = new ConcurrentHashMap<>();

    /** Adds one; false if there is one with this tag. */
    public boolean add(String tag, S owner) {
        return byTag.putIfAbsent(tag, owner) == null;
    }

    public Optional<S> find(String tag) {
        return Optional.ofNullable(byTag.get(tag));
    }

    /** Forgets one that is over. */
    public void remove(String tag) {
        byTag.remove(tag);
        synchronized (byTag) {
            byTag.notifyAll();
        }
    }

    /** All that are there now. */
    public Collection<S> all() {
        return byTag.values();
    }

    public int size() {
        return byTag.size();
    }

    /**
     * Waits until all are over.
     *
     * @return how many are not, after the timeout
     */
    public int awaitNone(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (byTag) {
            long left = timeout.toMillis();
            while (!byTag.isEmpty() && left > 0) {
                byTag.wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        }
        return byTag.size();
    }
}
