package io.qsa.pa.store;

import java.util.function.Consumer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps what the presence agent must not forget. A store is a service; the agent with its {@code store.target} takes the
 * one with the highest ranking. It is called from one thread, never two calls at once, and may block it.
 *
 * <p>It knows no batching, no queue and no retry: that is the same for every store, and done by the agent.
 */
@ConsumerType
public interface PresenceStore {
    /** Reads every publication, those with the smaller keys first. */
    void readPublications(Consumer<StoredPublication> reader) throws StoreException;

    /** Reads every subscription, in any order. */
    void readSubscriptions(Consumer<StoredSubscription> reader) throws StoreException;

    /**
     * Writes all of a batch or nothing. What it has written survives a crash from the moment when it returns. The same
     * batch may come again, if it is not known whether it was written.
     */
    void commit(Batch batch) throws StoreException;
}
