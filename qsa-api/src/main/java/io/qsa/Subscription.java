package io.qsa;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The handle of one subscription. It is valid until it is closed, whichever notifier serves it. Safe for any thread.
 */
@ProviderType
public interface Subscription extends AutoCloseable {
    /** A short name, unique in this platform since the service started, for logs and shells. */
    String id();

    SubscriptionRequest request();

    /** The newest accepted status; it may be ahead of the listener. */
    Status status();

    /** The newest accepted notification, without waiting; it may be ahead of the listener. Empty until there is one. */
    Optional<Notification> latest();

    /**
     * Ends the subscription. Returns at once and may be called again, from any thread, also from inside the listener.
     * After it no call to the listener begins; one that runs may finish.
     */
    @Override
    void close();
}
