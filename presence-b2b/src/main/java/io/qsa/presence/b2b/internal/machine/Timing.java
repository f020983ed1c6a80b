package io.qsa.presence.b2b.internal.machine;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/** The times that the settings give to the machines. Immutable. Inside, a time is a number of milliseconds. */
public final class Timing {
    /** Timer N of RFC 6665 section 4.1.2.4: 64 * T1. */
    public static final long TIMER_N = 32_000;

    private final long expiration;
    private final long errorRetry;
    private final long termination;
    private final long resubscribeDelta;
    private final long minResubscribe;
    private final long maxSubscribeDelay;
    private final long failover;

    private Timing(Builder builder) {
        expiration = builder.expiration.toSeconds();
        errorRetry = builder.errorRetry.toMillis();
        termination = builder.termination.toMillis();
        resubscribeDelta = builder.resubscribeDelta.toMillis();
        minResubscribe = builder.minResubscribe.toMillis();
        maxSubscribeDelay = builder.maxSubscribeDelay.toMillis();
        failover = builder.failover.toMillis();
    }

    /** The expiry to request, in seconds; empty if the event package decides. */
    public OptionalLong expirationSeconds() {
        return expiration == 0 ? OptionalLong.empty() : OptionalLong.of(expiration);
    }

    /** The first pause after an error. */
    public long errorRetry() {
        return errorRetry;
    }

    /** How long an unsubscribe waits for its final NOTIFY. */
    public long termination() {
        return termination;
    }

    /** The time over which starts are spread. */
    public long maxSubscribeDelay() {
        return maxSubscribeDelay;
    }

    /** How long one attempt may take. */
    public long failover() {
        return failover;
    }

    /** The delay of a refresh for complete state, if the last SUBSCRIBE was sent this long ago. */
    public long fullStateDelay(long sinceSubscribe) {
        return Math.max(0, fullStatePace() - sinceSubscribe);
    }

    /** The shortest time between two refreshes for complete state. */
    public long fullStatePace() {
        return Math.max(minResubscribe, 1000);
    }

    /**
     * When to refresh a subscription with this remaining time: {@code resubscribe_delta} before its end (half-way, if
     * that is longer than the remaining time) but not before {@code min_resubscribe_time}, and in any case before its
     * end, with time left for an answer.
     */
    public long refreshDelay(long lifetime) {
        long half = lifetime / 2;
        long wanted = resubscribeDelta < lifetime ? lifetime - resubscribeDelta : half;
        long least = Math.min(Math.max(minResubscribe, 1000), half);
        long margin = Math.min(1000, Math.max(1, lifetime / 10));
        return Math.max(0, Math.min(Math.max(wanted, least), lifetime - margin));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timing that && Arrays.equals(all(), that.all());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(all());
    }

    private long[] all() {
        return new long[] {
            expiration, errorRetry, termination, resubscribeDelta, minResubscribe, maxSubscribeDelay, failover
        };
    }

    /** Times that begin as SER's defaults. */
    public static final class Builder {
        private Duration expiration = Duration.ZERO;
        private Duration errorRetry = Duration.ofSeconds(120);
        private Duration termination = Duration.ofSeconds(30);
        private Duration resubscribeDelta = Duration.ofSeconds(30);
        private Duration minResubscribe = Duration.ofSeconds(30);
        private Duration maxSubscribeDelay = Duration.ZERO;
        private Duration failover = Duration.ofSeconds(60);

        /** Zero if the event package decides. */
        public Builder expiration(Duration time) {
            expiration = time;
            return this;
        }

        public Builder errorRetry(Duration time) {
            errorRetry = time;
            return this;
        }

        public Builder termination(Duration time) {
            termination = time;
            return this;
        }

        public Builder resubscribeDelta(Duration time) {
            resubscribeDelta = time;
            return this;
        }

        public Builder minResubscribe(Duration time) {
            minResubscribe = time;
            return this;
        }

        public Builder maxSubscribeDelay(Duration time) {
            maxSubscribeDelay = time;
            return this;
        }

        public Builder failover(Duration time) {
            failover = time;
            return this;
        }

        public Timing build() {
            return new Timing(this);
        }
    }
}
