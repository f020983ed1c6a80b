package io.qsa.sip.core;

/** The durations of RFC 3261 section 17, in milliseconds, all of them multiples of T1. Immutable. */
final class TimerValues {
    private final long t1;

    TimerValues(long t1) {
        this.t1 = t1;
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

    /** 64*T1, 32 s: Timer F of the client, Timer J of the server. */
    long timeout() {
        return 64 * t1;
    }
}
