package io.qsa.pa.internal.journal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues tasks until the records that they need have been read from the store, and then runs them. Safe for any thread. */
public final class RestorationGate implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(RestorationGate.class);

    private final Executor beyond;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private volatile boolean open;

    public RestorationGate(Executor beyond) {
        this.beyond = beyond;
    }

    @Override
    public void execute(Runnable task) {
        if (!open && waits(task)) {
            return;
        }
        beyond.execute(task);
    }

    /** Runs a task on this thread, or queues it while the gate is closed. */
    public void pass(Runnable task) {
        if (open || !waits(task)) {
            task.run();
        }
    }

    private synchronized boolean waits(Runnable task) {
        return !open && waiting.add(task);
    }

    /** How many tasks are queued. */
    public int size() {
        return open ? 0 : waitingNow();
    }

    private synchronized int waitingNow() {
        return waiting.size();
    }

    /** Opens the gate, and runs the queued tasks in order; a task that is submitted meanwhile does not overtake them. */
    public void open() {
        for (Runnable task = next(); task != null; task = next()) {
            run(task);
        }
    }

    private void run(Runnable task) {
        try {
            beyond.execute(task);
        } catch (RuntimeException bug) {
            LOG.error("What waited for the store failed", bug);
        }
    }

    private synchronized Runnable next() {
        open = waiting.isEmpty();
        return waiting.poll();
    }
}
