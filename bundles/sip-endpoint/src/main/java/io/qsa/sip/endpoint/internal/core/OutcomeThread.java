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

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), OutcomeThread::make);

    OutcomeThread() {
        thread.allowCoreThreadTimeOut(true);
        // After the end nobody sends any more, but each request still gets its final answer.
        thread.setRejectedExecutionHandler((outcome, pool) -> outcome.run());
    }

    private static Thread make(Runnable task) {
        Thread made = new Thread(task, "io.qsa.sip-outcomes");
        made.setDaemon(true);
        made.setUncaughtExceptionHandler((dying, bug) -> LOG.error("An outcome was not told as it should be", bug));
        return made;
    }

    /** @param outcome must not throw */
    void tell(Runnable outcome) {
        thread.execute(outcome);
    }

    /** Tells what is known by now, and ends. Returns at once. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
