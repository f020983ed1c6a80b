package io.qsa.sip.endpoint.internal.breaker;

import java.time.Duration;

/**
 * When a next hop is given up, and how it comes back. Immutable.
 *
 * @param failures how many in a row give it up; 0 for never
 * @param retryTime how long to leave it alone before the next probe
 * @param returnRate how many requests per second it gets when it answers again
 */
public record BreakerSettings(int failures, Duration retryTime, int returnRate) {}
