package io.qsa.pa.store;

import java.util.List;

/**
 * Changes that are written together. No key occurs twice. Immutable.
 *
 * @param publications to be added, or to replace those with the same key
 * @param endedPublications keys of publications to be removed; the store may not have them
 * @param subscriptions to be added, or to replace those with the same key
 * @param endedSubscriptions keys of subscriptions to be removed; the store may not have them
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
