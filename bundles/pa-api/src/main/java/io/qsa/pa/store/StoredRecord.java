package io.qsa.pa.store;

/** A record that a store keeps under one key. */
public sealed interface StoredRecord permits StoredPublication, StoredSubscription {
    /** The key, which never changes and is never used again; at most 64 ASCII characters. */
    String key();
}
