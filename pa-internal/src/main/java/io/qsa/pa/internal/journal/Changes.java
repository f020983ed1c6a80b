package io.qsa.pa.internal.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.qsa.pa.store.StoredRecord;

/**
 * The changes that are not in the store yet, the oldest first, at most one for each record: so there are never more than there
 * are records in memory and in the store. Guarded by the monitor of its {@link Journal}.
 */
final class Changes {
    private record Key(Kind kind, String key) {}

    private final Map<Key, Change> waiting = new LinkedHashMap<>();
    private final Map<Key, Change> beingWritten = new LinkedHashMap<>();

    /** @param fresh whether the store does not have the record yet */
    void put(Kind kind, String key, boolean fresh, Supplier<? extends StoredRecord> record) {
        waiting.merge(
                new Key(kind, key),
                Change.put(kind, key, fresh, record),
                (old, newer) -> Change.put(kind, key, old.isFresh(), record));
    }

    /** Removes a record; if it was never written, nothing is written. */
    void remove(Kind kind, String key) {
        waiting.compute(
                new Key(kind, key), (k, old) -> old != null && old.isFresh() ? null : Change.removal(kind, key));
    }

    boolean contains(Kind kind, String key) {
        Key wanted = new Key(kind, key);
        return waiting.containsKey(wanted) || beingWritten.containsKey(wanted);
    }

    int size() {
        return waiting.size() + beingWritten.size();
    }

    /** Whether there are no changes but those that are being written. */
    boolean isNoneWaiting() {
        return waiting.isEmpty();
    }

    /** The changes to write next: those that failed the last time, otherwise the oldest ones. */
    List<Change> next(int most) {
        Iterator<Map.Entry<Key, Change>> all = waiting.entrySet().iterator();
        if (beingWritten.isEmpty()) {
            while (all.hasNext() && beingWritten.size() < most) {
                Map.Entry<Key, Change> oldest = all.next();
                beingWritten.put(oldest.getKey(), oldest.getValue());
                all.remove();
            }
        }
        return new ArrayList<>(beingWritten.values());
    }

    /** The changes of {@link #next} have been written. */
    void onWritten() {
        beingWritten.clear();
    }
}
