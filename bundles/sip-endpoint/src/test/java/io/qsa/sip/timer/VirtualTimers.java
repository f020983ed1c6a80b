package io.qsa.sip.timer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that goes on when the test says so. Confined to the thread of the test. */
public final class VirtualTimers implements Timers {
    private final List<Entry> waiting = new ArrayList<>();
    private long now;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer schedule(long delay, Runnable task) {
        Entry entry = new Entry(now + delay, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Lets time pass and fires what is due, in order. */
    public void advance(long millis) {
        long end = now + millis;
        for (Optional<Entry> next = next(end); next.isPresent(); next = next(end)) {
            Entry entry = next.get();
            waiting.remove(entry);
            now = entry.due;
            entry.task.run();
        }
        now = end;
    }

    private Optional<Entry> next(long end) {
        return waiting.stream().filter(entry -> entry.due <= end).min(Comparator.comparingLong(entry -> entry.due));
    }

    /** The number of timers that wait. */
    public int waiting() {
        return waiting.size();
    }

    private static final class Entry {
        private final long due;
        private final Runnable task;

        Entry(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }
    }
}
