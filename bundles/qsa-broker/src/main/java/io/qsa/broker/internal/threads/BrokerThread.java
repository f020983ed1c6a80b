package io.qsa.broker.internal.threads;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.thread.ControlThread;

/** The control thread of a running broker, with the system clock. Safe for any thread; only {@link #close} blocks. */
public final class BrokerThread implements Control, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerThread.class);

    private final ControlThread thread = new ControlThread("qsa-broker-control", LOG::error);

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return thread.schedule(delay, task)::cancel;
    }

    /** How many changes were not applied completely. */
    public long failures() {
        return thread.failures();
    }

    /** Ends the thread, and waits for the task that is running, which is short; pending tasks are dropped. */
    @Override
    public void close() {
        thread.close();
    }
}
