package io.qsa.pa.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers on one thread; an alarm costs an entry in a heap and no thread. Safe for any thread. */
public final class ThreadTimers implements Timers {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimers.class);

    private final Instant startedAt = Instant.now();
    private final long startedAtNanos = System.nanoTime();
    private final ScheduledThreadPoolExecutor executor;

    public ThreadTimers(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName(threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public Instant now() {
        return startedAt.plusNanos(System.nanoTime() - startedAtNanos);
    }

    @Override
    public Timer start(Duration delay, Runnable action) {
        Future<?> alarm = executor.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException bug) {
            LOG.error("A timer of the presence agent failed", bug);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        LastCalls.await(executor);
    }
}
