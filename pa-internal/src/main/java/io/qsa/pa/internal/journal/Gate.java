package io.qsa.pa.internal.journal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds tasks back until what they need has come back from the store; then it is only passed through. Safe for any thread. */
public final class Gate implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Executor beyond;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private volatile boolean open;

    public Gate(Executor beyond) {
        this.beyond = beyond;
    }

    @Override
    public void execute(Runnable task) {
        if (!open && waits(task)) {
            return;
        }
        beyond.execute(task);
    }

    /** Runs a task on this thread, unless it has to wait. */
    public void pass(Runnable task) {
        if (open || !waits(task)) {
            task.run();
        }
    }

    private synchronized boolean waits(Runnable task) {
        return !open && waiting.add(task);
    }

    /** How many tasks wait. */
    public int size() {
        return open ? 0 : waitingNow();
    }

    private synchronized int waitingNow() {
        return waiting.size();
    }

    /** Lets all tasks go, in their order; none that comes meanwhile overtakes them. */
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
