package io.qsa.pa.internal.agent;

/**
 * A watcher of one presentity. Its methods are called in order and never at the same time, on a thread of the agent or on
 * the thread that calls {@link WatcherEntry#begin}; they do not block.
 */
public interface PresenceWatcher {
    /** Whether it is a subscription of a bundle of this platform. */
    boolean isInternal();

    /** Whether it is a trusted bundle of this platform. */
    default boolean isVouchedFor() {
        return isInternal();
    }

    /** The URI of the watcher: authenticated, or as a bundle asserts it. */
    String uri();

    /** The status has changed; {@link WatcherEntry#view} gives it, now or later. */
    void onStatus(WatcherEntry watching);

    /** The watcher may not see the status yet. */
    void onPending();

    /** The watcher may not see the status. */
    void onRejected();

    /** The presentity does not exist any more. */
    void onGone();
}
