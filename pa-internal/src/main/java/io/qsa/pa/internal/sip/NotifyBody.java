package io.qsa.pa.internal.sip;

import io.qsa.pa.internal.agent.Watching;
import io.qsa.sip.TypedBody;

/** What the NOTIFYs of one subscription hold. Guarded by the monitor of its {@link SipWatcher}. */
interface NotifyBody {
    /** Holds the status as it is when it is sent. */
    NotifyBody WHOLE = new NotifyBody() {
        @Override
        public void beginAnew() {}

        @Override
        public void onStatus(Watching watching) {}

        @Override
        public TypedBody next() {
            throw new IllegalStateException("it is the status");
        }
    };

    /** Whether each NOTIFY holds the status as it is, so that one who knows it needs none. */
    default boolean isWhole() {
        return this == WHOLE;
    }

    /** The next NOTIFY is complete: a SUBSCRIBE was accepted, or the watcher may not know what the last one told. */
    void beginAnew();

    /** The status is another one; it may be that it is never sent. */
    void onStatus(Watching watching);

    /** What the next NOTIFY holds. */
    TypedBody next();
}
