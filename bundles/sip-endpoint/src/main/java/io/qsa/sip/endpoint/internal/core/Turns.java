package io.qsa.sip.endpoint.internal.core;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.base.timer.Timers;

/** Requests that wait for their turn at a next hop that answers again. Safe for any thread. */
final class Turns {
    private final Set<Turn> waiting = ConcurrentHashMap.newKeySet();
    private final Timers timers;
    private volatile boolean closed;

    Turns(Timers timers) {
        this.timers = timers;
    }

    /**
     * Runs exactly one of both, once.
     *
     * @param delay in milliseconds
     * @param onEnd runs if the endpoint ends before
     */
    void await(long delay, Runnable onTurn, Runnable onEnd) {
        Turn turn = new Turn(onEnd);
        waiting.add(turn);
        timers.schedule(delay, () -> {
            if (waiting.remove(turn)) {
                onTurn.run();
            }
        });
        if (closed) {
            close();
        }
    }

    void close() {
        closed = true;
        for (Turn turn : List.copyOf(waiting)) {
            if (waiting.remove(turn)) {
                turn.onEnd.run();
            }
        }
    }

    /** Equal to itself alone. */
    private static final class Turn {
        private final Runnable onEnd;

        Turn(Runnable onEnd) {
            this.onEnd = onEnd;
        }
    }
}
