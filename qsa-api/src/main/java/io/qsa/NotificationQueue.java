package io.qsa;

import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A bounded queue of notifications for applications that poll, like SER's destination queue. Several subscriptions may
 * share one. Nothing in it is conflated; when it is full, {@link Overflow} says what is lost. Safe for any thread.
 */
@ProviderType
public interface NotificationQueue {
    /** What happens to a notification that is offered while the queue is full. */
    enum Overflow {
        /** The oldest notification in the queue is dropped. */
        DROP_OLDEST,
        /** The new notification is dropped, unless it is a final TERMINATED or REJECTED: for that, the oldest one is dropped. */
        DROP_NEWEST
    }

    /** The oldest notification, if there is one. Returns at once. */
    Optional<Notification> poll();

    /** The oldest notification, waited for at most this long. */
    Optional<Notification> poll(Duration timeout) throws InterruptedException;

    /** How many notifications wait. */
    int size();

    /** How many notifications were lost since the queue was made. */
    long dropped();
}
