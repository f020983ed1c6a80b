package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.qsa.broker.internal.threads.NamedThreads;
import io.qsa.broker.internal.threads.PatientQueue;

/** A small pool whose idle threads end. Its queue holds at most one task per subscription. Safe for any thread. */
public final class PooledThreads implements DeliveryThreads {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    public PooledThreads(String bundle, int threads) {
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new PatientQueue(),
                new NamedThreads("qsa-delivery-" + bundle));
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public synchronized void resize(int threads) {
        if (threads > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        } else {
            pool.setCorePoolSize(threads);
            pool.setMaximumPoolSize(threads);
        }
    }

    @Override
    public void finish() {
        pool.shutdown();
    }

    @Override
    public boolean await(Duration patience) throws InterruptedException {
        boolean done = pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (!done) {
            pool.shutdownNow();
        }
        return done;
    }
}
