package io.qsa.pa.timer;

import java.time.Duration;
import java.time.Instant;

/** The clock and the alarms of the presence agent. Safe for any thread. */
public interface Timers extends AutoCloseable {
    /** The present instant; it never goes back. */
    Instant now();

    /** Runs an action once after a delay, on a thread of its own; the action is short and does not block. */
    Timer start(Duration delay, Runnable action);

    /** Ends every alarm without its action, but for one that runs: waits for its end. */
    @Override
    void close();

    /** One alarm. Safe for any thread. */
    interface Timer {
        /** Stands for an alarm that is not set. */
        Timer NONE = () -> {};

        /** Ends it without its action, unless that has begun. Does nothing if it is over. */
        void cancel();
    }
}
