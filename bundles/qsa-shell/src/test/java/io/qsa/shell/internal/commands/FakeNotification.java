package io.qsa.shell.internal.commands;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;

/** A notification of subscription {@code q1} at noon. Immutable. */
record FakeNotification(long sequence, Status status, boolean isStale, Reason reason, Optional<Document> document)
        implements Notification {
    static FakeNotification active(long sequence) {
        return new FakeNotification(sequence, Status.ACTIVE, false, Reason.NONE, Optional.empty());
    }

    @Override
    public Subscription subscription() {
        return new FakeSubscription(
                "q1", SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com"), List.of());
    }

    @Override
    public long conflated() {
        return 0;
    }

    @Override
    public String notifier() {
        return "pa";
    }

    @Override
    public Instant receivedAt() {
        return Instant.parse("2026-11-22T12:00:00.125Z");
    }
}
