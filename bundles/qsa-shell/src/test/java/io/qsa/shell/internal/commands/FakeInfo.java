package io.qsa.shell.internal.commands;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionInfo;

/** A subscription as the admin shows it. Immutable. */
record FakeInfo(
        String id,
        Status status,
        Reason reason,
        boolean isStale,
        Optional<String> notifier,
        Optional<String> successor,
        Optional<Reason> successorReason)
        implements SubscriptionInfo {
    @Override
    public SubscriptionRequest request() {
        return SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com");
    }

    @Override
    public String consumer() {
        return "com.example.app";
    }

    @Override
    public Instant since() {
        return Instant.parse("2026-11-22T12:00:00Z");
    }

    @Override
    public Optional<Instant> troubledSince() {
        return Optional.of(Instant.parse("2026-11-22T13:00:00Z"))
                .filter(since -> isStale || reason.retryAt().isPresent());
    }

    @Override
    public String route() {
        return "ranking";
    }

    @Override
    public boolean isKept() {
        return false;
    }

    @Override
    public long sequence() {
        return 3;
    }

    /** A notifier as the admin shows it. Immutable. */
    record OfNotifier(
            String name, Set<String> packages, int ranking, boolean isAccepting, String bundle, int subscriptions)
            implements NotifierInfo {}
}
