package io.qsa.sip.endpoint.internal.breaker;

import java.time.Duration;

/**
 * When the breaker of a next hop opens, and how requests return. Immutable.
 *
 * @param failures consecutive failures that open it; 0 for never
 * @param retryTime the time before each probe
 * @param returnRate how many requests per second it gets when it answers again
 */
public record BreakerSettings(int failures, Duration retryTime, int returnRate) {}
