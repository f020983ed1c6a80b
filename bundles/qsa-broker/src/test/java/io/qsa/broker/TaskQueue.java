package io.qsa.broker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.qsa.broker.internal.delivery.DeliveryThreads;
import io.qsa.broker.internal.threads.Lanes;

/** Threads that run their tasks when the test says so, in the order of submission. */
public final class TaskQueue implements DeliveryThreads, Lanes {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean finished;
    private int threads;

    @Override
    public void execute(Runnable task) {
        if (finished) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    }

    @Override
    public void execute(long key, Runnable task) {
        tasks.add(task);
    }

    /** Runs one task, if there is one. */
    public boolean runNext() {
        Runnable next = tasks.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    public void runAll() {
        while (runNext()) {}
    }

    public int size() {
        return tasks.size();
    }

    public int threads() {
        return threads;
    }

    public boolean isFinished() {
        return finished;
    }

    @Override
    public void resize(int newThreads) {
        threads = newThreads;
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public boolean await(Duration patience) {
        runAll();
        return true;
    }
}
