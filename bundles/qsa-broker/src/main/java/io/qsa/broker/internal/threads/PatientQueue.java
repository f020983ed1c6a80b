package io.qsa.broker.internal.threads;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The queue of a thread pool that under load does not wake a thread for each task, because that costs more than a short
 * task. A thread that has taken several tasks and finds the queue empty naps, and then polls again by itself; during
 * the nap a new task wakes no thread. A second thread, if there is one, naps for longer, in case a task of the first
 * one takes long. When tasks are rare, a new task wakes a thread at once. Unbounded. Safe for any thread.
 */
public final class PatientQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {
    /** The length of a nap: how long a task may wait under load although a thread is idle. */
    private static final long NAP_NANOS = 500_000;
    /** The nap of the second thread: how long a task may wait under load behind a long one. */
    private static final long WATCH_NANOS = 2_000_000;
    /** A thread naps only after this many tasks since the last nap. */
    private static final int WORTH_A_NAP = 4;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Set while one thread naps; the thread polls after it has cleared this. */
    private final AtomicBoolean napping = new AtomicBoolean();
    /** The same for a second thread, which naps for longer. */
    private final AtomicBoolean watching = new AtomicBoolean();
    /** The tasks since the last nap, roughly: concurrent increments may be lost. */
    private volatile int recent;
    /** How many threads wait to be notified. Changed with the monitor held. */
    private volatile int sleepers;
    /** Whether a thread began to wait and no task was taken since, so that perhaps no running thread will poll soon. */
    private volatile boolean calm;

    @Override
    public boolean offer(Runnable task) {
        tasks.add(task);
        if (sleepers > 0 && !isSomebodyAboutToLook()) {
            wakeOne();
        }
        return true;
    }

    private boolean isSomebodyAboutToLook() {
        return napping.get() || watching.get() && !calm;
    }

    private synchronized void wakeOne() {
        notify();
    }

    @Override
    public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        Runnable task = poll();
        if (task == null && recent >= WORTH_A_NAP && napping.compareAndSet(false, true)) {
            recent = 0;
            task = pollAfterNap(napping, NAP_NANOS);
        } else if (task == null && napping.get() && watching.compareAndSet(false, true)) {
            task = pollAfterNap(watching, WATCH_NANOS);
        }
        return task == null ? pollAsleep(System.nanoTime() + unit.toNanos(timeout)) : task;
    }

    private Runnable pollAfterNap(AtomicBoolean asleep, long nanos) throws InterruptedException {
        LockSupport.parkNanos(this, nanos);
        asleep.set(false);
        boolean isInterrupted = Thread.interrupted();
        Runnable task = isInterrupted ? null : poll();
        if (!isSomebodyAboutToLook()) {
            wakeForTheRest();
        }
        if (isInterrupted) {
            throw new InterruptedException();
        }
        return task;
    }

    /** Wakes one more thread if tasks are left: none was woken during the nap, and each task may take long. */
    private synchronized void wakeForTheRest() {
        if (!tasks.isEmpty()) {
            notify();
        }
    }

    private synchronized Runnable pollAsleep(long deadline) throws InterruptedException {
        sleepers++;
        calm = true;
        try {
            Runnable task = poll();
            for (long left = deadline - System.nanoTime();
                    task == null && left > 0;
                    left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                task = poll();
            }
            wakeForTheRest();
            return task;
        } finally {
            sleepers--;
        }
    }

    @Override
    public Runnable poll() {
        Runnable task = tasks.poll();
        if (task != null) {
            recent = recent + 1;
            if (calm) {
                calm = false;
            }
        }
        return task;
    }

    @Override
    public Runnable take() throws InterruptedException {
        Runnable task = null;
        while (task == null) {
            task = poll(1, TimeUnit.DAYS);
        }
        return task;
    }

    @Override
    public void put(Runnable task) {
        offer(task);
    }

    @Override
    public boolean offer(Runnable task, long timeout, TimeUnit unit) {
        return offer(task);
    }

    @Override
    public Runnable peek() {
        return tasks.peek();
    }

    @Override
    public boolean remove(Object task) {
        return tasks.remove(task);
    }

    @Override
    public int size() {
        return tasks.size();
    }

    @Override
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Iterator<Runnable> iterator() {
        return tasks.iterator();
    }

    @Override
    public int drainTo(Collection<? super Runnable> into) {
        return drainTo(into, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> into, int most) {
        int count = 0;
        for (Runnable task = count < most ? poll() : null; task != null; task = count < most ? poll() : null) {
            into.add(task);
            count++;
        }
        return count;
    }
}
