package io.qsa.pa.store;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A store that forgets all with the JVM. Confined to the thread of the journal. */
public final class MemoryStore implements PresenceStore {
    private final SortedMap<String, StoredPublication> publications = new TreeMap<>();
    private final SortedMap<String, StoredSubscription> subscriptions = new TreeMap<>();

    @Override
    public void readPublications(Consumer<StoredPublication> reader) {
        List.copyOf(publications.values()).forEach(reader);
    }

    @Override
    public void readSubscriptions(Consumer<StoredSubscription> reader) {
        List.copyOf(subscriptions.values()).forEach(reader);
    }

    @Override
    public void commit(Batch batch) {
        write(batch.publications(), batch.endedPublications(), publications);
        write(batch.subscriptions(), batch.endedSubscriptions(), subscriptions);
    }

    private static <R extends StoredRecord> void write(List<R> records, List<String> ended, Map<String, R> kept) {
        records.forEach(record -> kept.put(record.key(), record));
        kept.keySet().removeAll(ended);
    }
}
