package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The threads on which one bundle is called. Safe for any thread. */
public interface DeliveryThreads extends Executor {
    void resize(int threads);

    /** Takes no more tasks; those that were handed over still run, and the threads end. */
    void finish();

    /** Waits after {@link #finish} for at most this long and abandons the rest; tells whether nothing was left. */
    boolean await(Duration patience) throws InterruptedException;
}
