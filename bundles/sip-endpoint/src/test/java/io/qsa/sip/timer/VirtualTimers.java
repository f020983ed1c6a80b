package io.qsa.sip.timer;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that goes on when the test says so. Confined to the thread of the test. */
public final class VirtualTimers implements Timers {
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Entry entry) -> entry.due).thenComparingLong(entry -> entry.number));
    private long now;
    private long scheduled;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer schedule(long delay, Runnable task) {
        Entry entry = new Entry(now + delay, scheduled++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Lets time pass and fires what is due, in order. */
    public void advance(long millis) {
        long end = now + millis;
        while (!waiting.isEmpty() && waiting.peek().due <= end) {
            Entry entry = waiting.remove();
            now = entry.due;
            entry.task.run();
        }
        now = end;
    }

    /** The number of timers that wait. */
    public int waiting() {
        return waiting.size();
    }

    private static final class Entry {
        private final long due;
        private final long number;
        private final Runnable task;

        Entry(long due, long number, Runnable task) {
            this.due = due;
            this.number = number;
            this.task = task;
        }
    }
}
