package io.qsa.itests;

/** Ends the threads of a test. */
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
