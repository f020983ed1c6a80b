package io.qsa.broker.internal.threads;

/** Where notifiers are called: serially for one key, without a monitor held. Safe for any thread. */
@FunctionalInterface
public interface Lanes {
    /** Runs the task after all others that were handed over with the same key. */
    void execute(long key, Runnable task);
}
