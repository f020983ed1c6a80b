package io.qsa.pa.sip;

import io.qsa.Document;

/** What the NOTIFYs of one subscription hold. Guarded by the monitor of its {@link SipWatcher}. */
interface NotifyBody {
    /** Holds the status as it is. */
    NotifyBody WHOLE = newest -> newest;

    /** Whether each NOTIFY holds the status as it is, so that one who knows it needs none. */
    default boolean isWhole() {
        return this == WHOLE;
    }

    /** The next NOTIFY is complete: a SUBSCRIBE was accepted, or the watcher may not know what the last one told. */
    default void beginAnew() {}

    /** The status is another one; it may be that it is never sent. */
    default void onStatus(Document newest) {}

    /** What the next NOTIFY holds. */
    Document next(Document newest);
}
