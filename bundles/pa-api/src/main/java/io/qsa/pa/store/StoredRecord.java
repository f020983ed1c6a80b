package io.qsa.pa.store;

/** What a store keeps under one key. */
public sealed interface StoredRecord permits StoredPublication, StoredSubscription {
    /** Stays the same as long as what it names lives, and never comes again; at most 64 characters of ASCII. */
    String key();
}
