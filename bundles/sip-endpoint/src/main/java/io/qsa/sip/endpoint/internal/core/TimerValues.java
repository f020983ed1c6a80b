package io.qsa.sip.endpoint.internal.core;

/** The durations of RFC 3261 section 17, in milliseconds, all of them multiples of T1. Immutable. */
final class TimerValues {
    private final long t1;
    private final long patience;

    TimerValues(long t1) {
        this(t1, Long.MAX_VALUE);
    }

    /** @param patience how long the caller waits, in milliseconds */
    TimerValues(long t1, long patience) {
        this.t1 = t1;
        this.patience = patience;
    }

    long t1() {
        return t1;
    }

    /** The longest interval between retransmissions: 4 s. */
    long t2() {
        return 8 * t1;
    }

    /** How long a message may live in the network: 5 s; Timer K. */
    long t4() {
        return 10 * t1;
    }

    /** 64*T1, 32 s: Timer F of the client, Timer J of the server; shorter only for a caller that waits less. */
    long timeout() {
        return Math.min(64 * t1, patience);
    }
}
