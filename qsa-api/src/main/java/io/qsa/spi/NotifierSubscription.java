package io.qsa.spi;

import org.osgi.annotation.versioning.ProviderType;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;

/**
 * One subscription as its notifier sees it: the request, and the methods that take the answers. The same object is
 * passed to {@link Notifier#unsubscribe}; it is compared by identity. Safe for any thread.
 */
@ProviderType
public interface NotifierSubscription {
    /** The id of the subscription, for logs. */
    String id();

    SubscriptionRequest request();

    /**
     * Reports a change of status; the last document remains valid. May be called from any thread, also from inside
     * {@link Notifier#subscribe}, and with locks held: it never blocks and never calls back into the notifier.
     */
    void notify(Status status, Reason reason);

    /** Reports a status together with a new document; the rules are those of {@link #notify(Status, Reason)}. */
    void notify(Status status, Reason reason, Document document);

    /**
     * Reports a status, and that the last document may be out of date: the application keeps it, marked as stale, until
     * the next document or {@link #notify(Status, Reason)}, which confirms it. The reason says why.
     */
    default void notifyStale(Status status, Reason reason) {
        notify(status, reason);
    }

    /** Reports a status, and that there is no document any more. */
    default void notifyWithoutDocument(Status status, Reason reason) {
        notify(status, reason);
    }
}
