package io.qsa.pa.internal.journal;

import java.util.List;
import java.util.function.BiConsumer;

import io.qsa.base.text.LogText;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;

/** Writes changes to a store, except those that it refuses for ever, which are found by bisection. */
final class Commit {
    private Commit() {}

    /** @param onRefused called for each change that the store refuses, with the reason */
    static void of(List<Change> changes, PresenceStore store, BiConsumer<Change, String> onRefused)
            throws StoreException {
        try {
            store.commit(Change.batch(changes));
        } catch (StoreException e) {
            if (e.fault() != Fault.DATA) {
                throw e;
            }
            if (changes.size() == 1) {
                onRefused.accept(changes.get(0), LogText.of(e.getMessage(), Journal.MAX_CAUSE));
                return;
            }
            int half = changes.size() / 2;
            of(changes.subList(0, half), store, onRefused);
            of(changes.subList(half, changes.size()), store, onRefused);
        }
    }
}
