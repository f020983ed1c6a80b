package io.qsa.pa.internal.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.qsa.pa.store.Batch;
import io.qsa.pa.store.MemoryStore;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;
import io.qsa.pa.store.StoredPublication;
import io.qsa.pa.store.StoredSubscription;

/** A store that fails, is slow or refuses a record as the test wants. */
final class ScriptedStore implements PresenceStore {
    private final MemoryStore memory = new MemoryStore();
    private final List<Integer> commits = new ArrayList<>();
    boolean down;
    String refusedKey = "";
    /** At this one it fails as no store should. */
    String brokenKey = "";

    Runnable whileCommitting = () -> {};

    @Override
    public void readPublications(Consumer<StoredPublication> reader) throws StoreException {
        requireUp();
        memory.readPublications(reader);
    }

    @Override
    public void readSubscriptions(Consumer<StoredSubscription> reader) throws StoreException {
        requireUp();
        memory.readSubscriptions(reader);
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        whileCommitting.run();
        requireUp();
        if (batch.publications().stream().anyMatch(p -> p.key().equals(refusedKey))) {
            throw new StoreException(Fault.DATA, "too long", null);
        }
        if (batch.publications().stream().anyMatch(p -> p.key().equals(brokenKey))) {
            throw new IllegalStateException("as it must be in this test");
        }
        commits.add(batch.publications().size() + batch.endedPublications().size());
        memory.commit(batch);
    }

    private void requireUp() throws StoreException {
        if (down) {
            throw new StoreException(Fault.STORE, "no space left", null);
        }
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        memory.readPublications(p -> keys.add(p.key()));
        return keys;
    }

    /** How many changes each commit had since the last call. */
    List<Integer> commits() {
        List<Integer> copy = List.copyOf(commits);
        commits.clear();
        return copy;
    }
}
