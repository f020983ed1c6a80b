package io.qsa.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

import io.qsa.broker.internal.threads.Control;

/** A control thread in virtual time: tasks run when the test says so. */
final class VirtualControl implements Control {
    private record Task(Instant time, long order, Runnable work) {}

    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::time).thenComparing(Task::order));
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private long order;

    @Override
    public long nowMillis() {
        return now.toEpochMilli();
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Task scheduled = new Task(now.plus(delay), order++, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    /** Runs the next task that is due by then, at its time; false if there is none. */
    boolean runNext(Instant end) {
        if (tasks.isEmpty() || tasks.peek().time().isAfter(end)) {
            return false;
        }
        Task next = tasks.remove();
        now = next.time();
        next.work().run();
        return true;
    }

    void setNow(Instant time) {
        now = time;
    }

    int size() {
        return tasks.size();
    }
}
