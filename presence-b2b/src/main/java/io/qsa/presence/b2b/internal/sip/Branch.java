package io.qsa.presence.b2b.internal.sip;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.NotifierSubscription;

/**
 * One notifier's part of a {@link ForkedSubscription}: what its leg tells goes to the whole. Guarded by the monitor of the
 * whole.
 */
final class Branch implements NotifierSubscription {
    private final ForkedSubscription whole;
    private final String id;
    /** The tag of the notifier; empty for the leg that subscribes, whose notifier is whichever answers first. */
    private final String tag;

    private final LastTold told = new LastTold();
    private SipLeg leg;
    /** Whether it still has a say. */
    private boolean heard = true;

    Branch(ForkedSubscription whole, String id, String tag) {
        this.whole = whole;
        this.id = id;
        this.tag = tag;
    }

    ForkedSubscription whole() {
        return whole;
    }

    /** Whether it is that of a further notifier. */
    boolean isFork() {
        return !tag.isEmpty();
    }

    boolean isOfTag(String other) {
        return tag.equals(other);
    }

    void servedBy(SipLeg newLeg) {
        leg = newLeg;
    }

    SipLeg leg() {
        return leg;
    }

    boolean isHeard() {
        return heard;
    }

    void unheard() {
        heard = false;
    }

    LastTold told() {
        return told;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SubscriptionRequest request() {
        return whole.source().request();
    }

    @Override
    public void notify(Status status, Reason reason) {
        synchronized (whole) {
            told.tell(status, reason);
            whole.changed(this, subscription -> subscription.notify(status, reason));
        }
    }

    @Override
    public void notify(Status status, Reason reason, Document document) {
        synchronized (whole) {
            told.tell(status, reason, document);
            whole.changed(this, subscription -> subscription.notify(status, reason, document));
        }
    }

    @Override
    public void notifyStale(Status status, Reason reason) {
        synchronized (whole) {
            told.tellStale(status, reason);
            whole.changed(this, subscription -> subscription.notifyStale(status, reason));
        }
    }

    @Override
    public void notifyWithoutDocument(Status status, Reason reason) {
        synchronized (whole) {
            told.tellWithoutDocument(status, reason);
            whole.changed(this, subscription -> subscription.notifyWithoutDocument(status, reason));
        }
    }

    /** That of the subscription, by which it is found. */
    @Override
    public int hashCode() {
        return isFork() ? System.identityHashCode(this) : whole.source().hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
