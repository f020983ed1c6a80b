package io.qsa.broker.internal.threads;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control thread of a running broker, with the system clock. Safe for any thread. */
public final class ControlThread implements Control, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlThread.class);

    /** How long to wait for a task at the end: a task that outlived the bundle could no longer load classes. */
    private static final int PATIENCE_SECONDS = 2;

    private final ScheduledThreadPoolExecutor executor;

    public ControlThread() {
        executor = new ScheduledThreadPoolExecutor(
                1, new NamedThreads("qsa-broker-control"), new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Ends the thread, and waits for the task that is running, which is short; pending tasks are dropped. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A change is still being applied although the broker has stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs exceptions, which are bugs of ours; the executor would swallow them. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException mistake) {
                LOG.error("A change was not applied completely", mistake);
            }
        };
    }
}
