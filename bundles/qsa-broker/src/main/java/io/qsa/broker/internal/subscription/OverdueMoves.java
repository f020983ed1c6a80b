package io.qsa.broker.internal.subscription;

import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.threads.Control;

/** Logs moves by choice that take too long: one line for all within a short time, and at most one a minute. */
final class OverdueMoves {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueMoves.class);
    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Control control;
    private Instant next = Instant.MIN;
    private int count;

    OverdueMoves(Control control) {
        this.control = control;
    }

    synchronized void add(RegisteredNotifier from, RegisteredNotifier to) {
        if (count++ == 0) {
            Instant now = control.now();
            Duration pause = next.isAfter(now) ? Duration.between(now, next) : SHORT_WHILE;
            control.schedule(pause, () -> report(from, to));
        }
    }

    private synchronized void report(RegisteredNotifier from, RegisteredNotifier to) {
        LOG.warn(
                "{} subscriptions have not been taken over within handover_timeout, the first of them from {} to {}."
                        + " They stay where they are until the new notifier answers",
                count,
                from,
                to);
        count = 0;
        next = control.now().plus(PAUSE);
    }
}
