package io.qsa.presence.b2b.internal.machine;

import java.util.function.DoubleSupplier;

/**
 * The pauses before attempts. Safe for any thread.
 *
 * <p>Pauses double with each consecutive failure, up to an hour, and are lengthened at random by up to a quarter, so
 * that subscriptions that failed together do not try again together; {@code max_subscribe_delay} spreads them further.
 * A pause is never shorter than Retry-After, up to a day: one answer must not stop a subscription permanently.
 */
public final class RetryPolicy {
    private static final long QUICK = 1000;
    private static final long LONGEST_PAUSE = 3_600_000;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 86_400;
    private static final double JITTER = 0.25;
    private static final int MANY = 20;

    private final DoubleSupplier random;
    private volatile Timing timing;

    /**
     * @param random numbers from 0 to 1
     */
    public RetryPolicy(Timing timing, DoubleSupplier random) {
        this.timing = timing;
        this.random = random;
    }

    public Timing timing() {
        return timing;
    }

    public void change(Timing newTiming) {
        timing = newTiming;
    }

    /** The pause before a start that does not follow a failure. */
    public long startDelay() {
        return spread();
    }

    /** The pause after an end that allows to subscribe at once; at first a second at most, at random, to spread many. */
    public long quickly(int failures) {
        long pause = failures == 0 ? (long) (QUICK * random.getAsDouble()) : drawnOut(quickPause(failures));
        return pause + spread();
    }

    /** The pause after an error, from {@code on_error_retry_time} on. */
    public long afterError(int failures) {
        return drawnOut(doubled(timing.errorRetry(), failures - 1)) + spread();
    }

    /** The pause of a Retry-After. */
    public long notBefore(long retryAfterSeconds, int failures) {
        long asked = Math.min(retryAfterSeconds, LONGEST_RETRY_AFTER_SECONDS) * 1000;
        return drawnOut(Math.max(asked, quickPause(failures))) + spread();
    }

    /** The pause after which the endpoint will send to a next hop that was down. */
    public long whenLetThrough(long seconds) {
        return notBefore(seconds, 0);
    }

    /**
     * The pause before the refresh after a refused NOTIFY: short, so that the peer has its answer first, and not more
     * often than {@code min_resubscribe_time} allows, which doubles with each such refresh in a row.
     *
     * @param asked the number of consecutive refreshes after refusals
     */
    public long afterRefusal(int asked, long sinceSubscribe) {
        long pace = doubled(timing.fullStatePace(), asked);
        return drawnOut(Math.max(QUICK, pace - sinceSubscribe)) + spread();
    }

    private static long quickPause(int failures) {
        return failures == 0 ? 0 : doubled(QUICK, failures - 1);
    }

    private static long doubled(long pause, int times) {
        long longer = pause << Math.min(Math.max(times, 0), MANY);
        return Math.min(longer, Math.max(pause, LONGEST_PAUSE));
    }

    private long drawnOut(long pause) {
        return pause + (long) (pause * JITTER * random.getAsDouble());
    }

    private long spread() {
        return (long) (timing.maxSubscribeDelay() * random.getAsDouble());
    }
}
