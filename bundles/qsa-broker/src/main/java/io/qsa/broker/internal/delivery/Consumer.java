package io.qsa.broker.internal.delivery;

import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.statistics.Counters;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.statistics.CountedWarning;

/** One bundle that subscribes. The only class that calls code of applications. Safe for any thread. */
public final class Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(Consumer.class);

    private final String bundle;
    private final DeliveryThreads threads;
    private final Counters<BrokerCounter> counters;
    private final CountedWarning errors = new CountedWarning();

    public Consumer(String bundle, DeliveryThreads threads, Counters<BrokerCounter> counters) {
        this.bundle = bundle;
        this.threads = threads;
        this.counters = counters;
    }

    /** The symbolic name of the bundle. */
    public String bundle() {
        return bundle;
    }

    DeliveryThreads threads() {
        return threads;
    }

    Counters<BrokerCounter> counters() {
        return counters;
    }

    /** Runs the task on the threads of the bundle; false if they take none any more. */
    boolean submit(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException finished) {
            return false;
        }
    }

    /** Counts a notification that is about to be delivered, and those that it replaces. */
    void delivering(AcceptedNotification notification) {
        counters.count(BrokerCounter.NOTIFICATIONS_DELIVERED);
        if (notification.conflated() > 0) {
            counters.count(BrokerCounter.NOTIFICATIONS_CONFLATED, notification.conflated());
        }
    }

    /** Calls the application; false if that ended with an exception or an error. */
    boolean call(Runnable application) {
        try {
            application.run();
            return true;
        } catch (Throwable thrown) {
            counters.count(BrokerCounter.LISTENERS_ERRORS);
            warn(thrown);
            return false;
        }
    }

    private void warn(Throwable thrown) {
        long times = errors.occurred(Instant.now());
        if (times > 0) {
            LOG.warn("A listener of bundle {} failed, {} times since the last such line", bundle, times, thrown);
        }
    }
}
