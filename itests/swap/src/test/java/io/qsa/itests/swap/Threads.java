package io.qsa.itests.swap;

/** Ends the threads of the harness. */
public final class Threads {
    private Threads() {}

    /** Waits until a thread has ended that was told to. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
