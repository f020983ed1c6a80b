package io.qsa.base.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Where alarms and the time come from, so that tests have a time of their own. Safe for any thread; nothing but the end
 * blocks.
 */
public interface Timers extends AutoCloseable {
    /** Milliseconds that never go back; their zero means nothing. */
    long now();

    /** The time of day. It never goes back, so it does not follow a clock that is set. */
    Instant time();

    /** The time of day, as clocks show it by now, at a time of {@link #now()}. */
    default Instant instantAt(long time) {
        return Instant.now().plusMillis(time - now());
    }

    /**
     * Sets an alarm, instead of what it was set to: it rings once, not before the delay is over, and never from inside this
     * call. With equal delays, who was set first rings first.
     *
     * @param delay in milliseconds; at once if it is not positive
     */
    void set(Alarm alarm, long delay);

    /** The same with any duration: what is less than a millisecond is rounded up. */
    default void set(Alarm alarm, Duration delay) {
        set(alarm, delay.plusNanos(999_999).toMillis());
    }

    /** Makes an alarm not ring, unless it has begun to. Nothing is kept for it any more. */
    void cancel(Alarm alarm);

    /**
     * Runs a task once, not before the delay is over. The task must not block.
     *
     * @param delay in milliseconds; at once if it is not positive
     */
    default Alarm schedule(long delay, Runnable task) {
        Alarm alarm = Alarm.of(task);
        set(alarm, delay);
        return alarm;
    }

    /** Runs a task once, not before the delay is over. The task must not block. */
    default Alarm schedule(Duration delay, Runnable task) {
        Alarm alarm = Alarm.of(task);
        set(alarm, delay);
        return alarm;
    }

    /** Runs a task soon; tasks run in the order in which they came. */
    default void execute(Runnable task) {
        schedule(0, task);
    }

    /** The end: what is set never rings, and what rings now is waited for. */
    @Override
    void close();
}
