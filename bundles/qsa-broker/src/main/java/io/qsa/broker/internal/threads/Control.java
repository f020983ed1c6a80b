package io.qsa.broker.internal.threads;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the broker and its one serial thread, on which every change of configuration and of services is applied, and
 * every delayed task runs. Tasks must not block or call foreign code. Safe for any thread.
 */
public interface Control {
    /** The time of day in milliseconds since the epoch. */
    long nowMillis();

    default Instant now() {
        return Instant.ofEpochMilli(nowMillis());
    }

    /** Runs the task after those that were submitted before. After the end of the broker it is dropped. */
    void execute(Runnable task);

    /** Runs the task in the same way when the delay is over. */
    Timer schedule(Duration delay, Runnable task);

    /** A delayed task. */
    interface Timer {
        /** Cancels the task; without effect if it has begun. */
        void cancel();
    }
}
