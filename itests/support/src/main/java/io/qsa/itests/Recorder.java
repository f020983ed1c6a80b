package io.qsa.itests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** A consumer that records its notifications. Guarded by its monitor. */
public final class Recorder implements NotificationListener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Notification> heard = new ArrayList<>();

    @Override
    public synchronized void onNotification(Notification notification) {
        heard.add(notification);
        notifyAll();
    }

    /** All that was heard, the oldest first. */
    public synchronized List<Notification> heard() {
        return List.copyOf(heard);
    }

    /** All that was heard after this notification. */
    public synchronized List<Notification> since(Notification notification) {
        return List.copyOf(heard.subList(heard.indexOf(notification) + 1, heard.size()));
    }

    /** Waits until the newest notification is of this status. */
    public Notification await(Status status) throws InterruptedException {
        return await(status.toString(), n -> n.status() == status);
    }

    /** Waits until the newest notification is fresh, ACTIVE, and has a document that holds this text. */
    public Notification awaitText(String text) throws InterruptedException {
        return await("'" + text + "'", n -> isFresh(n) && textOf(n).contains(text));
    }

    /** Waits until the newest notification is fresh, ACTIVE, and of this notifier. */
    public Notification awaitFrom(String notifier) throws InterruptedException {
        return await("from " + notifier, n -> isFresh(n) && n.notifier().equals(notifier));
    }

    /** Waits until the newest notification is a wanted one. */
    public synchronized Notification await(String what, Predicate<Notification> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (heard.isEmpty() || !wanted.test(heard.get(heard.size() - 1))) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(what + " was not heard in time, only " + story());
            }
            wait(left);
        }
        return heard.get(heard.size() - 1);
    }

    /** Fails if the application saw an end that it did not cause, as of a hand-over or a fault. */
    public void assertNoEnd() {
        assertThat(heard()).as("%s", story()).noneMatch(n -> n.status().isFinal());
    }

    private static boolean isFresh(Notification notification) {
        return notification.status() == Status.ACTIVE && !notification.isStale();
    }

    /** The text of the document, empty if there is none. */
    public static String textOf(Notification notification) {
        return notification.document().map(Document::text).orElse("");
    }

    private List<String> story() {
        return heard().stream()
                .map(n -> n.sequence() + " " + n.status() + (n.isStale() ? " stale" : "") + " from " + n.notifier()
                        + " (" + n.reason() + ") " + textOf(n).replaceAll("\\s+", " "))
                .toList();
    }
}
