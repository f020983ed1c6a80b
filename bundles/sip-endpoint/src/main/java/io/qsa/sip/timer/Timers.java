package io.qsa.sip.timer;

/** Where timers and the time come from, so that tests have a time of their own. Safe for any thread. */
public interface Timers {
    /** Milliseconds that never go back; their zero means nothing. */
    long now();

    /**
     * Runs a task once, not before the delay is over. The task must not block.
     *
     * @param delay in milliseconds
     */
    Timer schedule(long delay, Runnable task);

    /** One task that waits for its time. */
    interface Timer {
        /** A task that has begun runs to its end; otherwise it never begins. */
        void cancel();
    }
}
