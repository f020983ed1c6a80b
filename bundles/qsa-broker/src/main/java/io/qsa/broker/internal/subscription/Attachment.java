package io.qsa.broker.internal.subscription;

import java.util.Objects;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.spi.NotifierSubscription;

/** One subscription at one notifier, from {@code subscribe} to {@code unsubscribe}. Safe for any thread. */
final class Attachment implements NotifierSubscription {
    private final LiveSubscription subscription;
    private final RegisteredNotifier notifier;
    private volatile boolean released;
    /** Whether {@code subscribe} was called. Confined to the lane of the subscription. */
    private boolean asked;

    Attachment(LiveSubscription subscription, RegisteredNotifier notifier) {
        this.subscription = subscription;
        this.notifier = notifier;
    }

    RegisteredNotifier notifier() {
        return notifier;
    }

    /** Ignores the notifier from now on. */
    void release() {
        released = true;
    }

    /** Calls {@code subscribe}, unless it has been released meanwhile. Runs on the lane of the subscription. */
    void ask(NotifierCalls calls) {
        if (released || notifier.isGone()) {
            return;
        }
        asked = true;
        calls.call(notifier, () -> notifier.service().subscribe(this))
                .ifPresent(failure -> notify(Status.TERMINATED, Reason.of(Reason.ERROR, failure)));
    }

    /** Calls {@code unsubscribe}, if needed. Runs on the lane of the subscription. */
    void letGo(NotifierCalls calls) {
        if (asked && !notifier.isGone()) {
            calls.call(notifier, () -> notifier.service().unsubscribe(this));
        }
    }

    @Override
    public String id() {
        return subscription.id();
    }

    @Override
    public SubscriptionRequest request() {
        return subscription.request();
    }

    @Override
    public void notify(Status status, Reason reason) {
        subscription.answered(this, notifier.state(status, reason));
    }

    @Override
    public void notify(Status status, Reason reason, Document document) {
        Objects.requireNonNull(document, "document");
        subscription.answered(this, notifier.state(status, reason).withDocument(document));
    }

    @Override
    public void notifyStale(Status status, Reason reason) {
        subscription.answered(this, notifier.state(status, reason).asStale());
    }

    @Override
    public void notifyWithoutDocument(Status status, Reason reason) {
        subscription.answered(this, notifier.state(status, reason).asEmpty());
    }

    @Override
    public String toString() {
        return id() + " at " + notifier;
    }
}
