package io.qsa.presence.b2b.time;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers on one thread, kept in a wheel: setting and cancelling one costs the same however many wait, and one that waits
 * holds little memory. They ring up to a tick late and never early. Safe for any thread. After
 * {@link #close()} nothing rings.
 */
public final class WheelTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WheelTimers.class);
    private static final Alarm NONE = () -> {};
    private static final int TICK = 20;
    private static final int SLOTS = 4096;
    private static final long PATIENCE = 2000;

    private final Entry[] slots = new Entry[SLOTS];
    private final Queue<Entry> due = new ArrayDeque<>();
    private final Thread thread;
    /** The last tick whose slot was emptied. */
    private long tick = now() / TICK;

    private int waiting;
    private boolean closed;

    public WheelTimers(String threadName) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public synchronized Alarm schedule(Runnable task, long delay) {
        if (closed) {
            return NONE;
        }
        if (waiting == 0) {
            tick = now() / TICK;
        }
        Entry entry = new Entry(task, Math.max(tick, (now() + delay) / TICK) + 1);
        if (delay <= 0) {
            due.add(entry);
            notifyAll();
        } else {
            link(entry);
            if (waiting == 1) {
                notifyAll();
            }
        }
        return entry;
    }

    private void link(Entry entry) {
        int slot = (int) (entry.tick % SLOTS);
        entry.next = slots[slot];
        if (entry.next != null) {
            entry.next.previous = entry;
        }
        slots[slot] = entry;
        entry.linked = true;
        waiting++;
    }

    private void unlink(Entry entry) {
        if (entry.previous == null) {
            slots[(int) (entry.tick % SLOTS)] = entry.next;
        } else {
            entry.previous.next = entry.next;
        }
        if (entry.next != null) {
            entry.next.previous = entry.previous;
        }
        entry.previous = null;
        entry.next = null;
        entry.linked = false;
        waiting--;
    }

    private void run() {
        try {
            for (Runnable task = next(); task != null; task = next()) {
                ring(task);
            }
        } catch (InterruptedException e) {
            LOG.error("The timers were interrupted and ring no more", e);
        }
    }

    private static void ring(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A timer task failed", e);
        }
    }

    /** Waits for the next task; null when it is over. */
    private synchronized Runnable next() throws InterruptedException {
        while (!closed) {
            Entry first = due.poll();
            if (first == null) {
                turn();
            } else if (first.task != null) {
                return first.task;
            }
        }
        return null;
    }

    /** Takes what is due from the next slot, if its tick has come; else waits. */
    private void turn() throws InterruptedException {
        if (waiting == 0) {
            wait();
        } else if (tick >= now() / TICK) {
            wait(TICK);
        } else {
            tick++;
            Entry entry = slots[(int) (tick % SLOTS)];
            while (entry != null) {
                Entry following = entry.next;
                if (entry.tick <= tick) {
                    unlink(entry);
                    due.add(entry);
                }
                entry = following;
            }
        }
    }

    private synchronized void cancel(Entry entry) {
        entry.task = null;
        if (entry.linked) {
            unlink(entry);
        }
    }

    /** Ends the thread, and waits for a task that runs: after the end of its bundle it would find no classes any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(PATIENCE);
            if (thread.isAlive()) {
                LOG.warn("A timer task still runs although its bundle stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One alarm. Guarded by the monitor of the timers. */
    private final class Entry implements Alarm {
        private final long tick;
        private Runnable task;
        private Entry previous;
        private Entry next;
        private boolean linked;

        Entry(Runnable task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        @Override
        public void cancel() {
            WheelTimers.this.cancel(this);
        }
    }
}
