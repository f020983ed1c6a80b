package io.qsa.itests.swap.referee;

import java.time.Instant;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;

/** A notification put together by a test: the first one, PENDING, if nothing else is said. Confined to its test. */
final class FakeNotification implements Notification {
    private final Subscription subscription;
    private long sequence = 1;
    private long conflated;
    private Status status = Status.PENDING;
    private boolean stale;
    private Reason reason = Reason.NONE;
    private Document document;
    private String notifier = "qsa";

    FakeNotification(Subscription subscription) {
        this.subscription = subscription;
    }

    FakeNotification sequence(long newSequence) {
        sequence = newSequence;
        return this;
    }

    FakeNotification conflated(long count) {
        conflated = count;
        return this;
    }

    FakeNotification status(Status newStatus) {
        status = newStatus;
        return this;
    }

    FakeNotification stale() {
        stale = true;
        return this;
    }

    FakeNotification reason(Reason newReason) {
        reason = newReason;
        return this;
    }

    FakeNotification document(Document newDocument) {
        document = newDocument;
        return this;
    }

    FakeNotification from(String newNotifier) {
        notifier = newNotifier;
        return this;
    }

    @Override
    public Subscription subscription() {
        return subscription;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long conflated() {
        return conflated;
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public boolean isStale() {
        return stale;
    }

    @Override
    public Reason reason() {
        return reason;
    }

    @Override
    public Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    @Override
    public String notifier() {
        return notifier;
    }

    @Override
    public Instant receivedAt() {
        return Instant.EPOCH;
    }
}
