package io.qsa.pa.store;

import java.util.List;

/**
 * Changes that are written together. No key stands in it twice. Immutable.
 *
 * @param publications that are new, or take the place of what has their key
 * @param endedPublications the keys of those that are over; the store may never have heard of them
 * @param subscriptions that are new, or take the place of what has their key
 * @param endedSubscriptions the keys of those that are over; the store may never have heard of them
 */
public record Batch(
        List<StoredPublication> publications,
        List<String> endedPublications,
        List<StoredSubscription> subscriptions,
        List<String> endedSubscriptions) {
    public Batch {
        publications = List.copyOf(publications);
        endedPublications = List.copyOf(endedPublications);
        subscriptions = List.copyOf(subscriptions);
        endedSubscriptions = List.copyOf(endedSubscriptions);
    }
}
