package io.qsa.itests.karaf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.NotificationQueue;
import io.qsa.SubscriptionService;

import static org.assertj.core.api.Assertions.assertThat;

/** A consumer that pulls, and remembers all that it has heard. Confined to the test. */
final class Inbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Notification> heard = new ArrayList<>();
    private final NotificationQueue queue;

    Inbox(SubscriptionService qsa) {
        queue = qsa.newQueue(1000, NotificationQueue.Overflow.DROP_OLDEST);
    }

    NotificationQueue queue() {
        return queue;
    }

    List<Notification> heard() {
        return List.copyOf(heard);
    }

    Notification awaitFrom(String notifier) throws InterruptedException {
        return await("from " + notifier, notification -> notification.notifier().equals(notifier));
    }

    Notification awaitText(String text) throws InterruptedException {
        return await(
                text,
                notification ->
                        notification.document().map(Document::text).orElse("").contains(text));
    }

    /** Takes notifications out of the queue until an expected one arrives. */
    private Notification await(String what, Predicate<Notification> wanted) throws InterruptedException {
        while (true) {
            Optional<Notification> next = queue.poll(PATIENCE);
            assertThat(next).as("%s; heard before: %s", what, heard).isPresent();
            heard.add(next.orElseThrow());
            if (wanted.test(next.orElseThrow())) {
                return next.orElseThrow();
            }
        }
    }
}
