package io.qsa.sip.core;

/** What a request that came before meets when it comes again. Safe for any thread. */
interface Repeatable {
    void onRetransmission();

    /** Whether its time is over, so that the request is a new one. */
    boolean isOver(long now);
}
