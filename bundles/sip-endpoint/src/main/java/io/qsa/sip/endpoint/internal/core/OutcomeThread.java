package io.qsa.sip.endpoint.internal.core;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells outcomes that are known while the request is still being sent: the listener hears nothing from inside the call that
 * sends. One thread, which is there only while it is needed. Safe for any thread.
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
        // After the end nobody sends any more, but each request still gets its final answer.
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

    /** Tells what is known by now, and ends; waits for that two seconds at most. */
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
