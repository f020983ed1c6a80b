package io.qsa.sip.core;

/** What a request that came before meets when it comes again. Safe for any thread. */
interface Repeatable {
    void onRetransmission();
}
