package io.qsa.pa.timer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what still runs on threads that end: after the end of its bundle it would find no classes any more. */
public final class LastCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LastCalls.class);
    /** Nothing that the agent does on its threads blocks. */
    private static final int PATIENCE_SECONDS = 2;

    private LastCalls() {}

    /** Returns when the threads of an executor that takes nothing any more have ended. */
    public static void await(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A call still runs although its bundle stops: {}", executor);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
