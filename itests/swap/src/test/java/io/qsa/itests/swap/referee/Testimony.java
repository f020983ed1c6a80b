package io.qsa.itests.swap.referee;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.qsa.Notification;

/** The notifications of one subscription. Guarded by its witness, but for the count of calls. */
final class Testimony {
    private final AtomicInteger calls = new AtomicInteger();
    private long sequence;
    private boolean active;
    private int version;
    private boolean document;

    /** A call starts; false if another one runs. */
    boolean enter() {
        return calls.incrementAndGet() == 1;
    }

    void leave() {
        calls.decrementAndGet();
    }

    /** The error of a notification after the earlier ones, if there is one. */
    Optional<String> follow(Notification notification) {
        boolean follows = notification.sequence() == sequence + 1 + notification.conflated();
        long expected = sequence;
        sequence = notification.sequence();
        boolean lost = document && notification.document().isEmpty();
        document |= notification.document().isPresent();
        int before = version;
        version = Claims.version(notification).orElse(version);
        if (!follows) {
            return Optional.of("not the one after #" + expected + ", " + notification.conflated() + " conflated");
        }
        if (lost) {
            return Optional.of("the document is gone");
        }
        if (!Claims.isFresh(notification) && notification.conflated() == 0 && version != before) {
            return Optional.of("a stale document that is not version " + before);
        }
        return notification
                        .subscription()
                        .latest()
                        .filter(latest -> latest.sequence() >= sequence)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("latest() is behind");
    }

    /** Whether the application has seen a status that must not go away. */
    boolean hasStatus() {
        return active;
    }

    void sees(boolean isActive) {
        active |= isActive;
    }
}
