package io.qsa.pa.internal.journal;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;

/** A part of the agent that holds records of one kind in memory. Called on the thread of the journal. */
public interface Holder {
    /** Writes everything that it holds to the journal. */
    void putAll();

    /** Reads the records that it does not hold, unless the journal has a newer change of them. May be called again. */
    void restore(PresenceStore store) throws StoreException;

    /** The wait has ended: the records were restored, or the store has taken too long. */
    void onRestored();
}
