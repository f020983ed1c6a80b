package io.qsa.presence.b2b.time;

import java.time.Instant;

/** The clock and the alarms of one component. Safe for any thread; no method blocks. */
public interface Timers {
    /** One alarm that was set. */
    interface Alarm {
        /** Makes it not ring, if it has not rung yet. */
        void cancel();
    }

    /** Milliseconds of a clock that never goes back. */
    long now();

    /** The time of day at such a time. */
    default Instant instantAt(long time) {
        return Instant.now().plusMillis(time - now());
    }

    /** Runs a task once, on a thread of its own choice, never from inside this call. */
    Alarm schedule(Runnable task, long delay);

    /** Runs a task soon, never from inside this call. */
    default void execute(Runnable task) {
        schedule(task, 0);
    }
}
