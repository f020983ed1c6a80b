package io.qsa.base.thread;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * One thread that runs tasks one after the other. An exception of a task is logged and counted, and the next task runs.
 * Safe for any thread; only {@link #finish} and {@link #close} block.
 */
public final class ControlThread implements Executor, AutoCloseable {
    /** For how long {@link #close} waits: a task that outlived its bundle could no longer load classes. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final BiConsumer<String, Throwable> log;
    private final ScheduledThreadPoolExecutor executor;
    private final AtomicLong failures = new AtomicLong();
    private volatile Thread thread;

    /** A task that is run later. */
    public interface Delayed {
        /** Cancels the task; without effect if it has begun. */
        void cancel();
    }

    /** @param log is called when a task fails, for example {@code LOG::error} */
    public ControlThread(String name, BiConsumer<String, Throwable> log) {
        this.name = name;
        this.log = log;
        executor = new ScheduledThreadPoolExecutor(1, this::newThread, new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private Thread newThread(Runnable tasks) {
        Thread made = new Thread(tasks, name);
        made.setDaemon(true);
        thread = made;
        return made;
    }

    /** Runs the task after those that were submitted before. After the end it is dropped. */
    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    /** Runs the task when the delay is over, unless the thread has ended by then. */
    public Delayed schedule(Duration delay, Runnable task) {
        Future<?> future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /**
     * Runs the task again and again until the end, with this pause before each time. A failure that repeats itself is logged
     * once.
     */
    public void repeat(Duration pause, Runnable task) {
        executor.scheduleWithFixedDelay(new Repeated(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            onFailure(e);
        }
    }

    private void onFailure(Throwable failure) {
        failures.incrementAndGet();
        log.accept("A task of " + name + " failed", failure);
    }

    /** How many tasks have thrown something. */
    public long failures() {
        return failures.get();
    }

    /**
     * Accepts no more tasks, drops those that are delayed, and waits at most this long until the others have run; a
     * task that is still running then continues.
     *
     * @return whether all have run and the thread has ended
     */
    public boolean finish(Duration patience) {
        executor.shutdown();
        return await(patience);
    }

    /** Interrupts the task that is running, waits for it for a moment, and drops all others. */
    @Override
    public void close() {
        executor.shutdownNow();
        if (!await(PATIENCE)) {
            log.accept("A task still runs although its bundle stops", whereItIs());
        }
    }

    private boolean await(Duration patience) {
        if (Thread.currentThread() == thread) {
            return true;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            return executor.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS) && hasEnded(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }

    /** The executor is done a moment before its thread is. */
    private boolean hasEnded(long deadline) throws InterruptedException {
        Thread last = thread;
        if (last != null) {
            last.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        return last == null || !last.isAlive();
    }

    private IllegalStateException whereItIs() {
        IllegalStateException where = new IllegalStateException(name);
        Thread last = thread;
        if (last != null) {
            where.setStackTrace(last.getStackTrace());
        }
        return where;
    }

    /** A task that is run again and again. Confined to the thread. */
    private final class Repeated implements Runnable {
        private final Runnable task;
        private String lastFailure = "";

        Repeated(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                lastFailure = "";
            } catch (RuntimeException | Error e) {
                onRepeatedFailure(e);
            }
        }

        private void onRepeatedFailure(Throwable failure) {
            String text = failure.toString();
            if (text.equals(lastFailure)) {
                failures.incrementAndGet();
            } else {
                onFailure(failure);
            }
            lastFailure = text;
        }
    }
}
