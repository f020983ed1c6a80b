package io.qsa.itests.benchmark.workload;

import java.time.Duration;

/**
 * How much of everything a run does. Immutable.
 *
 * @param t1Millis T1 of our SIP endpoint (RFC 3261, section 17), on which it depends when what was weighed is at rest
 * @param warmUps rounds that do not count, at the least
 * @param warmUpSeconds how long these last for each contestant, at the least
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
    /** What the build can wait for. */
    public static final Scale GUARD = new Scale(100, 2, 4, 5, 3_000, 15_000, 6_000, 200, 20_000, 10_000);

    /** What fits into ten minutes. */
    public static final Scale NORMAL = new Scale(500, 2, 5, 5, 10_000, 40_000, 15_000, 1_000, 20_000, 30_000);

    /** What takes its time. It weighs no more, since it takes Kamailio minutes to let 100,000 watchers go. */
    public static final Scale FULL = new Scale(500, 3, 10, 7, 20_000, 100_000, 20_000, 1_000, 100_000, 30_000);

    /** How long SIP transactions live on (RFC 3261, Timers J and K), and a margin: what is left then is retained. */
    public Duration rest() {
        return Duration.ofMillis(64L * t1Millis).plusSeconds(4);
    }

    /** NOTIFYs or requests that wait for their answer at one moment. */
    int window() {
        return 100;
    }
}
