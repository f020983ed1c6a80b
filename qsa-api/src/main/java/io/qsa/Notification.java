package io.qsa;

import java.time.Instant;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** One accepted change of a subscription. Immutable. */
@ProviderType
public interface Notification {
    /**
     * The subscription that changed. The first notification may arrive before {@code subscribe} has returned this
     * handle.
     */
    Subscription subscription();

    /**
     * Counts the accepted notifications of the subscription, from 1. For two notifications that follow each other at a
     * listener, {@code sequence == previous + 1 + conflated}.
     */
    long sequence();

    /** How many notifications between the one delivered before and this one were replaced by newer ones. */
    long conflated();

    Status status();

    /**
     * Whether the document may be out of date: the notifier that delivered it was unregistered and no other one has
     * answered yet, or a later document had to be refused; {@link #reason()} says why.
     */
    boolean isStale();

    /** Why the subscription has this status; {@link Reason#NONE} if there is no particular reason. */
    Reason reason();

    /**
     * The newest document; a change of status without a document keeps the last one. Empty until there is one, and when the notifier has said
     * that there is none any more.
     */
    Optional<Document> document();

    /**
     * The name of the notifier that sent it ({@code presence_b2b}, {@code pa}), or {@code qsa} for the service itself.
     */
    String notifier();

    /** When it was accepted. */
    Instant receivedAt();
}
