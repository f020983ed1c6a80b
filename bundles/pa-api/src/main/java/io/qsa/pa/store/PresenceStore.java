package io.qsa.pa.store;

import java.util.function.Consumer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps publications and SIP subscriptions of the presence agent. A store is a service; of those that match its
 * {@code store.target}, the agent uses the one with the highest ranking. It is called on one thread, which it may block.
 *
 * <p>It needs no batching, no queue and no retry, which are the same for every store and done by the agent.
 */
@ConsumerType
public interface PresenceStore {
    /** Reads every publication, in the order of their keys. */
    void readPublications(Consumer<StoredPublication> reader) throws StoreException;

    /** Reads every subscription, in any order. */
    void readSubscriptions(Consumer<StoredSubscription> reader) throws StoreException;

    /**
     * Writes a whole batch or nothing. After it has returned, the changes survive a crash. It may be called again with the
     * same batch, if it is not known whether that was written.
     */
    void commit(Batch batch) throws StoreException;
}
