package io.qsa.pa.internal.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;
import io.qsa.pa.store.Batch;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;
import io.qsa.pa.store.StoredPublication;

/**
 * Writes changes to a store, but for those that cannot be written: the one that is to blame is found by halves, and the
 * others are written. Confined to one commit.
 *
 * <p>To blame is a change whose record cannot be made, one that the store refuses as wrong, and one at which the store
 * fails as no store should, though it takes another record in the same moment. What a store calls its own fault is no
 * change's.
 */
final class Commit {
    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

    /** A record that every store can take; it has lapsed long ago, so that nobody brings it back. */
    private static final StoredPublication PROBE =
            new StoredPublication("qsa-probe", "sip:probe@qsa.invalid", "probe", Instant.EPOCH, "<presence/>");

    private final PresenceStore store;
    private final BiConsumer<Change, String> onRefused;

    private Commit(PresenceStore store, BiConsumer<Change, String> onRefused) {
        this.store = store;
        this.onRefused = onRefused;
    }

    /** @param onRefused is told each change that cannot be written, and why */
    static void of(List<Change> changes, PresenceStore store, BiConsumer<Change, String> onRefused)
            throws StoreException {
        Commit commit = new Commit(store, onRefused);
        List<Change> made = commit.made(changes);
        if (!made.isEmpty()) {
            commit.write(made);
        }
    }

    private List<Change> made(List<Change> changes) {
        List<Change> made = new ArrayList<>(changes.size());
        for (Change change : changes) {
            try {
                made.add(change.made());
            } catch (RuntimeException | StackOverflowError unwritable) {
                onRefused.accept(change, LogText.of("it cannot be made: " + unwritable, Journal.MAX_CAUSE));
                // The store is not to keep what it was before.
                made.add(change.ended());
            }
        }
        return made;
    }

    private void write(List<Change> changes) throws StoreException {
        try {
            store.commit(Change.batch(changes));
        } catch (StoreException e) {
            if (e.fault() != Fault.DATA) {
                throw e;
            }
            writeHalves(changes, e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            requireWell(e);
            if (changes.size() > 1) {
                writeHalves(changes, String.valueOf(e));
            } else {
                writeOnceMore(changes);
            }
        }
    }

    /** Nobody is to blame for what happens once. */
    private void writeOnceMore(List<Change> change) throws StoreException {
        try {
            store.commit(Change.batch(change));
        } catch (RuntimeException | StackOverflowError e) {
            writeHalves(change, String.valueOf(e));
        }
    }

    /** Whether the store takes a record that nothing is wrong with; else what has failed is its own failure. */
    private void requireWell(Throwable failure) throws StoreException {
        try {
            store.commit(new Batch(List.of(PROBE), List.of(), List.of(), List.of()));
            store.commit(new Batch(List.of(), List.of(PROBE.key()), List.of(), List.of()));
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.error("The store failed in a way in which no store should", failure);
            throw new StoreException(Fault.STORE, String.valueOf(failure), failure);
        }
    }

    private void writeHalves(List<Change> changes, String why) throws StoreException {
        if (changes.size() > 1) {
            int half = changes.size() / 2;
            write(changes.subList(0, half));
            write(changes.subList(half, changes.size()));
            return;
        }
        Change bad = changes.get(0);
        onRefused.accept(bad, LogText.of(why, Journal.MAX_CAUSE));
        if (!bad.isRemoval()) {
            write(List.of(bad.ended()));
        }
    }
}
