package io.qsa.broker.internal.subscription;

import java.time.Duration;

/**
 * How fast subscriptions move from one notifier to another. Immutable.
 *
 * @param rate moves per second, at most
 * @param jitter the share by which a pause between moves may be longer, from 0 to 1
 * @param handoverTimeout how long a hand-over may take before it is cut or reported
 */
public record MoveSettings(int rate, double jitter, Duration handoverTimeout) {}
