package io.qsa.pa.notifier;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that may wait for the store; made when there is something to do. Safe for any thread. */
final class StoreThread implements Executor, AutoCloseable {
    private final ThreadPoolExecutor executor;

    StoreThread(String threadName) {
        executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName(threadName);
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

    /** Lets what is to be written be written, if the store takes it soon. */
    @Override
    public void close() {
        executor.shutdown();
        LastCalls.await(executor);
    }
}
