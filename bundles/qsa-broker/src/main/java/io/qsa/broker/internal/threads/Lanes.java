package io.qsa.broker.internal.threads;

/** The threads on which notifiers are called: serially for each key, without a monitor held. Safe for any thread. */
@FunctionalInterface
public interface Lanes {
    /** Runs the task after all others that were submitted with the same key. */
    void execute(long key, Runnable task);
}
