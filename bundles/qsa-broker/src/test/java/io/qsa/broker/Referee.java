package io.qsa.broker;

import java.util.concurrent.atomic.AtomicBoolean;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Status;
import io.qsa.Subscription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the notifications of one listener against the promises to applications. Documents read {@code epoch:version}.
 */
final class Referee implements NotificationListener {
    private final AtomicBoolean busy = new AtomicBoolean();
    private final StringBuilder violations = new StringBuilder();
    private volatile boolean closed;
    private long sequence;
    private long epoch;
    private long version;
    private boolean served;

    @Override
    public void onNotification(Notification notification) {
        check(busy.compareAndSet(false, true), "calls overlap", notification);
        check(!closed, "a call after close", notification);
        check(
                notification.sequence() == sequence + 1 + notification.conflated(),
                "the sequence has a gap after " + sequence,
                notification);
        sequence = notification.sequence();
        checkStatus(notification);
        notification.document().ifPresent(document -> checkDocument(document, notification));
        busy.set(false);
    }

    /** After this call nothing may be heard. Called by the thread that delivers, or while none does. */
    void closed() {
        closed = true;
    }

    long version() {
        return version;
    }

    void assertNoViolation(String story) {
        assertThat(violations.toString()).as(story).isEmpty();
    }

    private void checkStatus(Notification notification) {
        boolean byBroker = notification.notifier().equals("qsa");
        check(
                !byBroker || notification.isStale() || notification.status() == Status.PENDING,
                "a status that nobody gave",
                notification);
        served |= notification.status() == Status.ACTIVE;
        check(!served || notification.document().isPresent(), "a time without a status", notification);
        Subscription subscription = notification.subscription();
        check(
                subscription.latest().orElseThrow().sequence() >= notification.sequence(),
                "latest is behind the listener",
                notification);
    }

    private void checkDocument(Document document, Notification notification) {
        String[] parts = document.text().split(":");
        long newEpoch = Long.parseLong(parts[0]);
        long newVersion = Long.parseLong(parts[1]);
        check(newEpoch >= epoch, "back to a notifier that was let go, from " + epoch + ":" + version, notification);
        check(newEpoch > epoch || newVersion >= version, "back to an older version than " + version, notification);
        epoch = newEpoch;
        version = newVersion;
    }

    private void check(boolean holds, String violation, Notification notification) {
        if (!holds) {
            violations.append(violation).append(": ").append(notification).append('\n');
        }
    }
}
