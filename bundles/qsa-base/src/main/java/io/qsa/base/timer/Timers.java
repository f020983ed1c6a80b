package io.qsa.base.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Sets alarms and tells the time; tests have an implementation with virtual time. Safe for any thread. Only
 * {@link #close()} blocks.
 */
public interface Timers extends AutoCloseable {
    /** Milliseconds of a monotonic clock with an arbitrary zero. */
    long now();

    /** The time of day. It is monotonic, so it does not follow changes of the system clock. */
    Instant time();

    /** Converts a time of {@link #now()} to the time of day, by the system clock of this moment. */
    default Instant instantAt(long time) {
        return Instant.now().plusMillis(time - now());
    }

    /**
     * Sets an alarm, or changes its time: it fires once, not before the delay is over, and never from inside this call.
     * Of two alarms with equal delays, the one that was set first fires first.
     *
     * @param delay in milliseconds; at once if it is not positive
     */
    void set(Alarm alarm, long delay);

    /** The same with a duration, rounded up to milliseconds. */
    default void set(Alarm alarm, Duration delay) {
        set(alarm, delay.plusNanos(999_999).toMillis());
    }

    /** Cancels an alarm, unless it is already running. The timers keep no reference to it. */
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

    /** Runs a task as soon as possible; such tasks run in the order of these calls. */
    default void execute(Runnable task) {
        schedule(0, task);
    }

    /** How many alarms have thrown an exception, which are bugs. */
    default long failures() {
        return 0;
    }

    /** Stops the timers: no pending alarm fires; waits for one that is running. */
    @Override
    void close();
}
