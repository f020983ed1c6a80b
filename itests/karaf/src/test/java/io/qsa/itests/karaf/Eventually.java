package io.qsa.itests.karaf;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until an assertion holds. */
final class Eventually {
    private static final long PATIENCE = Duration.ofSeconds(20).toNanos();
    private static final long PAUSE = Duration.ofMillis(50).toNanos();

    private Eventually() {}

    /** Returns as soon as the assertion holds, and fails as it does if that takes too long. */
    static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() - deadline > 0) {
                    throw notYet;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
