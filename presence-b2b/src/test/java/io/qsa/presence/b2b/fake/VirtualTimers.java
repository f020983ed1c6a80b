package io.qsa.presence.b2b.fake;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

import io.qsa.presence.b2b.time.Timers;

/** Time that passes only when it is told to. */
public final class VirtualTimers implements Timers {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.<Task>comparingLong(task -> task.at).thenComparingLong(task -> task.order));
    private long now = 1_000_000;
    private long order;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Alarm schedule(Runnable task, long delay) {
        Task scheduled = new Task(task, now + delay, order++);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    /** Runs what is due now. */
    public void settle() {
        advance(Duration.ZERO);
    }

    public void advance(Duration time) {
        long end = now + time.toMillis();
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            Task next = tasks.poll();
            now = Math.max(now, next.at);
            next.task.run();
        }
        now = end;
    }

    /** How many alarms are set. */
    public int pending() {
        return tasks.size();
    }

    private static final class Task {
        private final Runnable task;
        private final long at;
        private final long order;

        Task(Runnable task, long at, long order) {
            this.task = task;
            this.at = at;
            this.order = order;
        }
    }
}
