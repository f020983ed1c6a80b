package io.qsa.pa.timer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what still runs on threads that end: after the end of its bundle it would find no classes any more. */
public final class LastCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LastCalls.class);
    /** Nothing that the agent does on its threads blocks. */
    private static final long PATIENCE_MILLIS = 2000;

    private LastCalls() {}

    /** Returns when the threads of an executor that takes nothing any more have ended. */
    public static void await(ExecutorService executor) {
        await(executor, patience -> executor.awaitTermination(patience, TimeUnit.MILLISECONDS));
    }

    /** Returns when a thread that was told to end has ended. */
    static void await(Thread thread) {
        await(thread.getName(), patience -> {
            thread.join(patience);
            return !thread.isAlive();
        });
    }

    /** Waits for at most so many milliseconds, and tells whether it is over. */
    private interface End {
        boolean await(long patience) throws InterruptedException;
    }

    private static void await(Object whose, End end) {
        try {
            if (!end.await(PATIENCE_MILLIS)) {
                LOG.warn("A call still runs although its bundle stops: {}", whose);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
