package io.qsa.broker.internal.subscription;

import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.statistics.Counters;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.statistics.CountedWarning;

/** Calls notifiers, and survives whatever they throw. The only class that calls them. Safe for any thread. */
final class NotifierCalls {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierCalls.class);

    private final Counters<BrokerCounter> counters;
    private final CountedWarning errors = new CountedWarning();

    NotifierCalls(Counters<BrokerCounter> counters) {
        this.counters = counters;
    }

    /** Makes a call; returns the failure, if it failed. */
    Optional<String> call(RegisteredNotifier notifier, Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (Throwable thrown) {
            counters.count(BrokerCounter.NOTIFIERS_ERRORS);
            long times = errors.occurred(Instant.now());
            if (times > 0 && !notifier.isGone()) {
                LOG.warn("Notifier {} failed, {} times since the last such line", notifier, times, thrown);
            }
            return Optional.of("notifier " + notifier + " failed: " + thrown);
        }
    }
}
