package io.qsa.itests.benchmark.workload;

import java.time.Duration;

/**
 * The sizes of a run. Immutable.
 *
 * @param t1Millis T1 of our SIP endpoint (RFC 3261, section 17), which decides when the measured subscriptions are at
 *     rest
 * @param warmUps rounds that do not count, at least
 * @param warmUpSeconds how long these last for each contestant, at least
 */
public record Scale(
        int t1Millis,
        int warmUps,
        int warmUpSeconds,
        int rounds,
        int subscriptions,
        int notifies,
        int publications,
        int fanOut,
        int internal,
        int weighed) {
    /** The scale for the build. */
    public static final Scale GUARD = new Scale(100, 2, 4, 5, 3_000, 15_000, 6_000, 200, 20_000, 10_000);

    /** The scale for ten minutes. */
    public static final Scale NORMAL = new Scale(500, 2, 5, 5, 10_000, 40_000, 15_000, 1_000, 20_000, 30_000);

    /** The full scale. It does not measure more memory, since Kamailio needs minutes to remove 100,000 watchers. */
    public static final Scale FULL = new Scale(500, 3, 10, 7, 20_000, 100_000, 20_000, 1_000, 100_000, 30_000);

    /** How long SIP transactions last (RFC 3261, Timers J and K), and a margin: memory in use then is retained. */
    public Duration rest() {
        return Duration.ofMillis(64L * t1Millis).plusSeconds(4);
    }

    /** NOTIFYs or requests that wait for their answer at one moment. */
    int window() {
        return 100;
    }
}
