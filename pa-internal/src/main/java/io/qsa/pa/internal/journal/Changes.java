package io.qsa.pa.internal.journal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.qsa.pa.store.StoredRecord;

/**
 * The changes that the store does not have yet, the oldest first, at most one for each record: so there are never more
 * than there are records in memory and in the store. Guarded by the monitor of its {@link Journal}.
 */
final class Changes {
    private record Key(Kind kind, String key) {}

    private final Map<Key, Change> waiting = new LinkedHashMap<>();
    private final Map<Key, Change> beingWritten = new LinkedHashMap<>();

    /** @param fresh whether this is the first word about the record */
    void put(Kind kind, String key, boolean fresh, Supplier<? extends StoredRecord> record) {
        waiting.merge(
                new Key(kind, key),
                Change.put(kind, key, fresh, record),
                (old, newer) -> Change.put(kind, key, old.isFresh(), record));
    }

    /** The record is over; if the store has not heard of it yet, it never will. */
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

    /** Whether none waits beyond those that are being written. */
    boolean isNoneWaiting() {
        return waiting.isEmpty();
    }

    /** What is to be written next: what was not written the last time, or else the oldest changes. */
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

    /** What was to be written is. */
    void onWritten() {
        beingWritten.clear();
    }
}
