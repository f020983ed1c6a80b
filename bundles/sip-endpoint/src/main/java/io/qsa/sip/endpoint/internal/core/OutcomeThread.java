package io.qsa.sip.endpoint.internal.core;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers outcomes that are known while the request is still being sent, because a listener must not be called from
 * inside the call that sends. One thread, which exists only while it is needed. Safe for any thread.
 */
final class OutcomeThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeThread.class);

    private static final long CLOSE_MILLIS = 2000;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::make);
    /** Null until one was needed. */
    private volatile Thread thread;

    OutcomeThread() {
        pool.allowCoreThreadTimeOut(true);
        // After the end no requests are sent, but each earlier one still gets its final response.
        pool.setRejectedExecutionHandler((outcome, ended) -> outcome.run());
    }

    private Thread make(Runnable task) {
        Thread made = new Thread(task, "io.qsa.sip-outcomes");
        made.setDaemon(true);
        made.setUncaughtExceptionHandler((dying, bug) -> LOG.error("An outcome was not told as it should be", bug));
        thread = made;
        return made;
    }

    /** @param outcome must not throw */
    void tell(Runnable outcome) {
        pool.execute(outcome);
    }

    /** Delivers the outcomes known by now, and ends; waits two seconds at most. */
    @Override
    public void close() {
        pool.shutdown();
        Thread telling = thread;
        if (telling == null || telling == Thread.currentThread()) {
            return;
        }
        try {
            telling.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
