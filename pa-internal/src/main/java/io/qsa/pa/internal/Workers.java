package io.qsa.pa.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of the agent, made when there is something to do. Safe for any thread. */
final class Workers implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    /** Nothing that the agent does on its threads blocks, but for the store, which has so much time for the rest. */
    private static final long PATIENCE_MILLIS = 2000;

    private final ThreadPoolExecutor executor;

    /** @param threadName of a single thread; several are numbered behind it */
    Workers(String threadName, int threads) {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            // A single one is made anew after each rest, and is the same to whoever looks for it.
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

    /** Drops what waits, and ends after what runs. */
    void cancel() {
        executor.shutdown();
        executor.getQueue().clear();
        close();
    }

    /** Ends after what runs and what waits: after the end of its bundle it would find no classes any more. */
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
