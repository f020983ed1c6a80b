package io.qsa.pa.internal.sip;

import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.sip.TypedBody;

/** Makes the bodies of the NOTIFYs of one subscription. Guarded by the monitor of its {@link SipWatcher}. */
interface NotifyBody {
    /** Each body is the whole status at the time when it is sent; the {@link SipWatcher} makes it. */
    NotifyBody WHOLE = new NotifyBody() {
        @Override
        public void beginAnew() {}

        @Override
        public void onStatus(WatcherEntry watching) {}

        @Override
        public TypedBody next() {
            throw new IllegalStateException("it is the status");
        }
    };

    /** Whether each body is the whole status, so that a watcher with its entity tag needs no NOTIFY. */
    default boolean isWhole() {
        return this == WHOLE;
    }

    /** Makes the next body a complete one: a SUBSCRIBE was accepted, or the watcher may have missed the last NOTIFY. */
    void beginAnew();

    /** The status has changed. It is not sure that it will be sent: a later change may replace it. */
    void onStatus(WatcherEntry watching);

    /** Whether the next NOTIFY would contain anything new. */
    default boolean isNews() {
        return true;
    }

    /** The body of the next NOTIFY. */
    TypedBody next();
}
