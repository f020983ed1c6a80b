package io.qsa.itests;

/** Ends the threads of a test. */
public final class Threads {
    private Threads() {}

    /** Waits until a thread that was stopped has ended. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
