package io.qsa.broker.internal.subscription;

import java.time.Instant;
import java.util.Optional;

import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.SubscriptionInfo;

/** A subscription as it was at one moment. Immutable. */
final class SubscriptionSnapshot implements SubscriptionInfo {
    private final LiveSubscription subscription;
    private final Optional<Notification> latest;
    private final Instant since;
    private final Optional<Instant> troubledSince;
    private final Optional<String> notifier;
    private final Optional<String> successor;
    private final Optional<Reason> successorReason;
    private final Reason reason;
    private final String route;
    private final boolean kept;

    /** Copies the mutable state. Called with the monitor of the subscription held. */
    SubscriptionSnapshot(LiveSubscription subscription, Instant since, Optional<Instant> troubledSince) {
        this.subscription = subscription;
        this.latest = subscription.latest();
        this.since = since;
        this.troubledSince = troubledSince;
        this.notifier = subscription.placement().serving().map(attachment -> attachment
                .notifier()
                .name());
        this.successor = subscription.placement().successor().map(attachment -> attachment
                .notifier()
                .name());
        this.successorReason = subscription.placement().successorReason();
        this.reason = subscription.reason();
        this.route = subscription.placement().route();
        this.kept = subscription.placement().isStuck();
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
    public String consumer() {
        return subscription.owner().bundle();
    }

    @Override
    public Status status() {
        return latest.map(Notification::status).orElse(Status.PENDING);
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public boolean isStale() {
        return latest.map(Notification::isStale).orElse(false);
    }

    @Override
    public Optional<Instant> troubledSince() {
        return troubledSince;
    }

    @Override
    public Reason reason() {
        return reason;
    }

    @Override
    public Optional<String> notifier() {
        return notifier;
    }

    @Override
    public Optional<String> successor() {
        return successor;
    }

    @Override
    public Optional<Reason> successorReason() {
        return successorReason;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public boolean isKept() {
        return kept;
    }

    @Override
    public long sequence() {
        return latest.map(Notification::sequence).orElse(0L);
    }
}
