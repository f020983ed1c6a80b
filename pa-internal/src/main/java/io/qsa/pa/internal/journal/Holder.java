package io.qsa.pa.internal.journal;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;

/** A part of the agent that holds records of one kind in memory. The calls come on the thread of the journal. */
public interface Holder {
    /** Puts all that it holds into the journal. */
    void putAll();

    /** Reads what it does not hold, unless the journal has a newer word about it. It may be called again. */
    void restore(PresenceStore store) throws StoreException;

    /** Nothing more is to be waited for: it has restored what there is, or the store has taken too long. */
    void onRestored();
}
