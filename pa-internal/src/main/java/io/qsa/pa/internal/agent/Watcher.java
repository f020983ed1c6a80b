package io.qsa.pa.internal.agent;

/**
 * Who wants to hear of one presentity. Its methods are called in order and never at the same time, on a thread of the
 * agent or of whoever begins to watch; they do not block.
 */
public interface Watcher {
    /** Whether it is a subscription of a bundle of this platform. */
    boolean isInternal();

    /** Whether a bundle of this platform vouches for what it may see. */
    default boolean isVouchedFor() {
        return isInternal();
    }

    /** The URI of who watches: authenticated, or as a bundle asserts it. */
    String uri();

    /** The status of the presentity is another one: {@link Watching#view}, now or when it is needed. */
    void onStatus(Watching watching);

    /** It may not see the status, for now. */
    void onPending();

    /** It may not see the status. */
    void onRejected();

    /** There is no such presentity any more. */
    void onGone();
}
