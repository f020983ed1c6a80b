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
 * Writes changes to a store, except those that cannot be written: a faulty change is found by halving the batch, and
 * the others are written. Confined to one commit.
 *
 * <p>A change is faulty if its record cannot be made, if the store refuses its data, or if the store throws an
 * unexpected exception for it while it accepts another record at the same time. A failure that the store reports as its
 * own is not blamed on a change.
 */
final class Commit {
    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

    /** A record that every store can write; it expired long ago, so that it is never restored. */
    private static final StoredPublication PROBE =
            new StoredPublication("qsa-probe", "sip:probe@qsa.invalid", "probe", Instant.EPOCH, "<presence/>");

    private final PresenceStore store;
    private final BiConsumer<Change, String> onRefused;

    private Commit(PresenceStore store, BiConsumer<Change, String> onRefused) {
        this.store = store;
        this.onRefused = onRefused;
    }

    /** @param onRefused called with each change that cannot be written, and the cause */
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
                // The old version of the record must be removed from the store.
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

    /** A failure that happens once may be temporary. */
    private void writeOnceMore(List<Change> change) throws StoreException {
        try {
            store.commit(Change.batch(change));
        } catch (RuntimeException | StackOverflowError e) {
            writeHalves(change, String.valueOf(e));
        }
    }

    /** Checks that the store accepts a valid record; otherwise the failure is one of the store. */
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
