package io.qsa.pa.notifier;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what still runs on threads that end: after the end of its bundle it would find no classes any more. */
final class LastCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LastCalls.class);
    /** Nothing that the agent does on its threads blocks. */
    private static final long PATIENCE_MILLIS = 2000;

    private LastCalls() {}

    /** Returns when the threads of an executor that takes nothing any more have ended. */
    static void await(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A call still runs although its bundle stops: {}", executor);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
