package io.qsa.shell.internal.commands;

import java.util.List;
import java.util.Optional;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;

/** A handle that writes its id into a list when it is closed. Confined to a test. */
record FakeSubscription(String id, SubscriptionRequest request, List<String> closed) implements Subscription {
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
        closed.add(id);
    }
}
