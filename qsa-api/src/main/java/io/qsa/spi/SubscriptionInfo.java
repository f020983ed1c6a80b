package io.qsa.spi;

import java.time.Instant;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;

/** A snapshot of one subscription. Immutable. */
@ProviderType
public interface SubscriptionInfo {
    String id();

    SubscriptionRequest request();

    /** The symbolic name of the bundle that subscribed. */
    String consumer();

    Status status();

    /** Since when it has this status. */
    Instant since();

    boolean isStale();

    /**
     * Since when the status of the record is uncertain: it is stale, the subscription is parked, or its notifier has
     * failed and tries again. Empty if there is no such trouble.
     */
    Optional<Instant> troubledSince();

    Reason reason();

    /** The notifier that serves it; empty while it is parked. */
    Optional<String> notifier();

    /** The notifier that is about to take it over, during a hand-over. */
    Optional<String> successor();

    /** Why the successor does not serve yet, in its own words, which are held back; empty if it has said nothing. */
    Optional<Reason> successorReason();

    /** When a notifier tries again: the one that serves it, or the one that is to take over. */
    default Optional<Instant> nextRetry() {
        return reason().retryAt().or(() -> successorReason().flatMap(Reason::retryAt));
    }

    /** What chose the notifier: the entry of {@code routes}, the {@code notifier.target}, or {@code ranking}. */
    String route();

    /** Whether it stays with its notifier only because the one that is chosen for it is absent. */
    boolean isKept();

    /** The sequence number of the newest accepted notification; 0 if there is none. */
    long sequence();
}
