package io.qsa.pa.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of the agent, started on demand. Safe for any thread. */
final class Workers implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    /** How long to wait at the end. Only the store blocks its thread; it has this time for the rest. */
    private static final long PATIENCE_MILLIS = 2000;

    private final ThreadPoolExecutor executor;

    /** @param threadName of a single thread; several are numbered behind it */
    Workers(String threadName, int threads) {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            // A single thread is started again after each idle time, and always has the same name.
            thread.setName(threads == 1 ? threadName : threadName + "-" + number.incrementAndGet());
            thread.setUncaughtExceptionHandler((dying, bug) -> LOG.error("A task of {} failed", dying.getName(), bug));
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Drops queued tasks, and ends after the running ones. */
    void cancel() {
        executor.shutdown();
        executor.getQueue().clear();
        close();
    }

    /** Ends after the running and the queued tasks; once the bundle has stopped, they could no longer load classes. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A call still runs although its bundle stops: {}", executor);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
