package io.qsa.itests.swap.referee;

import java.util.Optional;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;

/** A handle whose answers are set by the test. Confined to its test. */
final class FakeSubscription implements Subscription {
    private Notification latest;
    private Runnable whenAsked = () -> {};

    void accept(Notification notification) {
        latest = notification;
    }

    /** Runs this at the next call for the latest notification. */
    void whenAsked(Runnable action) {
        whenAsked = action;
    }

    @Override
    public String id() {
        return "q1";
    }

    @Override
    public SubscriptionRequest request() {
        return SubscriptionRequest.presence("sip:alice@example.test", "sip:bob@example.test");
    }

    @Override
    public Status status() {
        return latest.status();
    }

    @Override
    public Optional<Notification> latest() {
        Runnable action = whenAsked;
        whenAsked = () -> {};
        action.run();
        return Optional.ofNullable(latest);
    }

    @Override
    public void close() {
        latest = null;
    }
}
