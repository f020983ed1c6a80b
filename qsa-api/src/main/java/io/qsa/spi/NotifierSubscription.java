package io.qsa.spi;

import org.osgi.annotation.versioning.ProviderType;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;

/**
 * What a notifier is given for one subscription: what is asked for, and where the answers go. The same object comes
 * back in {@link Notifier#unsubscribe}; it has no other identity than its own. Safe for any thread.
 */
@ProviderType
public interface NotifierSubscription {
    /** The id of the subscription, for logs. */
    String id();

    SubscriptionRequest request();

    /**
     * Tells a change of status; the last document stays. May be called from any thread, also from inside
     * {@link Notifier#subscribe}, and with locks held: it never blocks and never calls back into the notifier.
     */
    void notify(Status status, Reason reason);

    /** Tells a status together with a new document; the rules are those of {@link #notify(Status, Reason)}. */
    void notify(Status status, Reason reason, Document document);

    /**
     * Tells a status, and that the document that was told before may be out of date: the application keeps it, marked as
     * stale, until a document comes or {@link #notify(Status, Reason)} vouches for it. The reason says why.
     */
    default void notifyStale(Status status, Reason reason) {
        notify(status, reason);
    }

    /** Tells a status, and that there is no document any more: the application keeps none. */
    default void notifyWithoutDocument(Status status, Reason reason) {
        notify(status, reason);
    }
}
