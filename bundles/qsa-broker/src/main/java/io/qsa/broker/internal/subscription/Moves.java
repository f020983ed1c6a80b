package io.qsa.broker.internal.subscription;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

import io.qsa.broker.internal.threads.Control;

/**
 * The subscriptions that wait for their turn to move. Safe for any thread; they move on the control thread.
 *
 * <p>The rate is never exceeded: each pause is lengthened at random by up to the jitter, and missed turns are not made up
 * for.
 */
final class Moves {
    private static final int TURNS_PER_SECOND = 100;

    private final Control control;
    private final RandomGenerator random;
    private final Deque<LiveSubscription> waiting = new ArrayDeque<>();
    /** Whether the next turn is scheduled; it also ends the pause after the last one. */
    private boolean scheduled;

    private MoveSettings pace;

    Moves(Control control, RandomGenerator random) {
        this.control = control;
        this.random = random;
    }

    /** Sets the pace, from the next turn on. */
    synchronized void pace(MoveSettings newPace) {
        pace = newPace;
    }

    /** Queues a subscription up for its turn. */
    synchronized void add(LiveSubscription subscription) {
        waiting.add(subscription);
        if (!scheduled) {
            scheduled = true;
            control.schedule(Duration.ZERO, this::turn);
        }
    }

    synchronized int size() {
        return waiting.size();
    }

    private void turn() {
        int left = nextBatch();
        while (left > 0 && size() > 0) {
            left -= next().move() ? 1 : 0;
        }
    }

    /** How many may move now. The pause before the next batch begins at once, even if the queue will be empty. */
    private synchronized int nextBatch() {
        scheduled = !waiting.isEmpty();
        if (!scheduled) {
            return 0;
        }
        int batch = Math.max(1, pace.rate() / TURNS_PER_SECOND);
        double seconds = batch * (1 + pace.jitter() * random.nextDouble()) / pace.rate();
        control.schedule(Duration.ofNanos((long) (seconds * 1_000_000_000)), this::turn);
        return batch;
    }

    private synchronized LiveSubscription next() {
        return waiting.remove();
    }
}
