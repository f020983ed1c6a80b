package io.qsa.pa.sip;

import java.time.Duration;

import io.qsa.Document;

/** What a SIP subscription wants done. */
interface Outbox {
    /** Sends a NOTIFY without a body. */
    void sendNotify(String subscriptionState);

    /** Sends a NOTIFY with the status. */
    void sendNotify(String subscriptionState, Document status);

    /** Says so when this time has passed, instead of what was said before. */
    void armExpiry(Duration duration);

    /** Says so when this time has passed. */
    void armWait(Duration duration);

    /** The shortest time between two NOTIFYs that tell a change, as it is configured now. */
    Duration interval();

    /** The longest time in which nobody decides whether the watcher may see the status. */
    Duration patience();

    /** The subscription is over, and so is its last NOTIFY. */
    void finish();
}
