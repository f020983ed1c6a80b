package io.qsa.broker.internal.delivery;

import java.util.Optional;

import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;

/** Makes notifications of a subscription that only notes whether it was closed. */
final class Accepted implements Subscription {
    private long sequence;
    private boolean closed;

    AcceptedNotification next(Status status) {
        return next(RecordState.of(status, Reason.NONE, "pa"));
    }

    AcceptedNotification next(RecordState state) {
        return AcceptedNotification.of(this, state, ++sequence, 0);
    }

    AcceptedNotification serviceStopped() {
        return next(RecordState.of(Status.TERMINATED, Reason.of(Reason.SERVICE_STOPPED, ""), "qsa"));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String id() {
        return "q1";
    }

    @Override
    public SubscriptionRequest request() {
        return SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com");
    }

    @Override
    public Status status() {
        return Status.PENDING;
    }

    @Override
    public Optional<Notification> latest() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }

    static String line(Notification notification) {
        return notification.sequence() + " " + notification.status() + " +" + notification.conflated();
    }
}
