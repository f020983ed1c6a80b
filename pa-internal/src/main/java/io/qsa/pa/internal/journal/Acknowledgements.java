package io.qsa.pa.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Timers;

/** Acknowledgements that wait for the store, with a timeout. Safe for any thread. */
final class Acknowledgements {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private record Waiting(Instant since, Runnable task) {}

    private final Timers timers;
    private final Executor executor;
    private final Supplier<Duration> patience;
    private final Runnable onTooLong;
    /** For changes that are being written. */
    private final Queue<Waiting> beingWritten = new ArrayDeque<>();
    /** For changes that are not being written yet. */
    private final Queue<Waiting> later = new ArrayDeque<>();

    private boolean watched;

    /**
     * @param executor where they run
     * @param onTooLong called when the oldest one has waited longer than its timeout
     */
    Acknowledgements(Timers timers, Executor executor, Supplier<Duration> patience, Runnable onTooLong) {
        this.timers = timers;
        this.executor = executor;
        this.patience = patience;
        this.onTooLong = onTooLong;
    }

    synchronized void add(Runnable task) {
        later.add(new Waiting(timers.time(), task));
        watch(patience.get());
    }

    private void watch(Duration delay) {
        if (!watched) {
            watched = true;
            timers.schedule(delay, this::onWatch);
        }
    }

    private void onWatch() {
        if (isPatienceOver()) {
            onTooLong.run();
        }
    }

    private synchronized boolean isPatienceOver() {
        watched = false;
        Waiting oldest = beingWritten.isEmpty() ? later.peek() : beingWritten.peek();
        if (oldest == null) {
            return false;
        }
        Duration left = patience.get().minus(Duration.between(oldest.since(), timers.time()));
        if (left.isNegative() || left.isZero()) {
            return true;
        }
        watch(left);
        return false;
    }

    /** All changes until now are being written. */
    synchronized void onWriting() {
        beingWritten.addAll(later);
        later.clear();
    }

    /** The changes that were being written are in the store. */
    void onWritten() {
        run(taken(beingWritten));
    }

    /** Runs all acknowledgements now. */
    void releaseAll() {
        run(taken(beingWritten));
        run(taken(later));
    }

    private synchronized List<Waiting> taken(Queue<Waiting> queue) {
        List<Waiting> taken = new ArrayList<>(queue);
        queue.clear();
        return taken;
    }

    private void run(List<Waiting> released) {
        if (!released.isEmpty()) {
            executor.execute(() -> released.forEach(waiting -> run(waiting.task())));
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("An acknowledgement failed", bug);
        }
    }
}
