package io.qsa.pa.notifier;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which watchers are told: as many as there are cores, made when needed. Safe for any thread. */
final class Lanes implements Executor, AutoCloseable {
    private final ThreadPoolExecutor executor;

    Lanes(String threadName) {
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName(threadName + "-" + number.incrementAndGet());
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

    /** Drops what waits, and waits for what runs. */
    @Override
    public void close() {
        executor.shutdown();
        executor.getQueue().clear();
        LastCalls.await(executor);
    }
}
