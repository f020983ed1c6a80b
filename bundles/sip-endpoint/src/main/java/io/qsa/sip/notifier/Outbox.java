package io.qsa.sip.notifier;

import java.time.Duration;

/** What a SIP subscription wants done. */
interface Outbox {
    /** Sends a NOTIFY, with the status as its body or without a body. */
    void sendNotify(String subscriptionState, boolean withStatus);

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
