package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The threads on which one bundle is called. Safe for any thread. */
public interface DeliveryThreads extends Executor {
    void resize(int threads);

    /** Accepts no more tasks. Tasks that were accepted before still run, then the threads end. */
    void finish();

    /** Waits at most this long after {@link #finish}, and abandons the rest; returns whether nothing was left. */
    boolean await(Duration patience) throws InterruptedException;
}
