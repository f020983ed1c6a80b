package io.qsa.broker.internal.delivery;

import java.time.Instant;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;

/** A state that was accepted for a subscription, with its number. Immutable. */
public final class AcceptedNotification implements Notification {
    private final Subscription subscription;
    private final RecordState state;
    private final long sequence;
    /** An int is enough: no listener is that late. */
    private final int conflated;

    private final long receivedAtMillis;

    private AcceptedNotification(
            Subscription subscription, RecordState state, long sequence, int conflated, long receivedAtMillis) {
        this.subscription = subscription;
        this.state = state;
        this.sequence = sequence;
        this.conflated = conflated;
        this.receivedAtMillis = receivedAtMillis;
    }

    public static AcceptedNotification of(
            Subscription subscription, RecordState state, long sequence, long receivedAtMillis) {
        return new AcceptedNotification(subscription, state, sequence, 0, receivedAtMillis);
    }

    /** This notification as it is delivered after the one with the sequence number {@code previous}. */
    AcceptedNotification after(long previous) {
        int skipped = (int) (sequence - previous - 1);
        return skipped == conflated
                ? this
                : new AcceptedNotification(subscription, state, sequence, skipped, receivedAtMillis);
    }

    public RecordState state() {
        return state;
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
        return state.status();
    }

    @Override
    public boolean isStale() {
        return state.isStale();
    }

    @Override
    public Reason reason() {
        return state.reason();
    }

    @Override
    public Optional<Document> document() {
        return state.document();
    }

    @Override
    public String notifier() {
        return state.notifier();
    }

    @Override
    public Instant receivedAt() {
        return Instant.ofEpochMilli(receivedAtMillis);
    }

    /** For example {@code q7 #12 ACTIVE from pa, application/pidf+xml, 412 bytes}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        line.append(subscription.id()).append(" #").append(sequence).append(' ').append(status());
        line.append(isStale() ? " (stale)" : "").append(" from ").append(notifier());
        if (!reason().equals(Reason.NONE)) {
            line.append(", ").append(reason());
        }
        document().ifPresent(document -> line.append(", ").append(document));
        return line.toString();
    }
}
