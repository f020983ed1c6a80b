package io.qsa.sip.timer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hashed timer wheel: one thread, and work that does not grow with the number of timers that wait. Timers fire up to
 * one tick late. Safe for any thread.
 */
public final class WheelTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WheelTimers.class);
    private static final int TICK = 10;
    private static final int SLOTS = 4096;

    private final List<Queue<Entry>> slots = new ArrayList<>(SLOTS);
    private final Thread thread;
    private volatile boolean closed;
    /** The last tick that has fired; written by the thread alone. */
    private volatile long fired;

    public WheelTimers(String name) {
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayDeque<>(2));
        }
        fired = now() / TICK;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public Timer schedule(long delay, Runnable task) {
        long due = (now() + Math.max(delay, 0)) / TICK + 1;
        while (true) {
            Queue<Entry> slot = slotOf(due);
            synchronized (slot) {
                // The slot of a tick that fires now is taken or given with its lock held, so that no timer is missed.
                if (due > fired) {
                    Entry entry = new Entry(due, task);
                    slot.add(entry);
                    return entry;
                }
            }
            due = fired + 1;
        }
    }

    private Queue<Entry> slotOf(long tick) {
        return slots.get((int) Math.floorMod(tick, (long) SLOTS));
    }

    private void run() {
        while (!closed) {
            long tick = now() / TICK;
            while (fired < tick && !closed) {
                dueAt(fired + 1).forEach(WheelTimers::fire);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK));
        }
    }

    private List<Entry> dueAt(long tick) {
        List<Entry> due = new ArrayList<>();
        Queue<Entry> slot = slotOf(tick);
        synchronized (slot) {
            fired = tick;
            for (Iterator<Entry> all = slot.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                if (entry.due <= tick) {
                    all.remove();
                    due.add(entry);
                }
            }
        }
        return due;
    }

    private static void fire(Entry entry) {
        Runnable task = entry.take();
        if (task == null) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A timer task failed", e);
        }
    }

    /** Ends the thread; timers that wait never fire. Waits a second at most. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Guarded by its monitor. A cancelled one stays in its slot until its time, but holds nothing. */
    private static final class Entry implements Timer {
        private final long due;
        private Runnable task;

        Entry(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public synchronized void cancel() {
            task = null;
        }

        synchronized Runnable take() {
            Runnable taken = task;
            task = null;
            return taken;
        }
    }
}
