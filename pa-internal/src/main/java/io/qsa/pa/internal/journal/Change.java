package io.qsa.pa.internal.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import io.qsa.pa.store.Batch;
import io.qsa.pa.store.StoredPublication;
import io.qsa.pa.store.StoredRecord;
import io.qsa.pa.store.StoredSubscription;

/** A change of one record that is to be written. Immutable; the record itself is made only when it is written. */
final class Change {
    private final Kind kind;
    private final String key;
    private final boolean fresh;
    private final Optional<Supplier<? extends StoredRecord>> record;

    private Change(Kind kind, String key, boolean fresh, Optional<Supplier<? extends StoredRecord>> record) {
        this.kind = kind;
        this.key = key;
        this.fresh = fresh;
        this.record = record;
    }

    static Change put(Kind kind, String key, boolean fresh, Supplier<? extends StoredRecord> record) {
        return new Change(kind, key, fresh, Optional.of(record));
    }

    static Change removal(Kind kind, String key) {
        return new Change(kind, key, false, Optional.empty());
    }

    /** Whether it ends the record. */
    boolean isRemoval() {
        return record.isEmpty();
    }

    /** Whether it is the first word about the record. */
    boolean isFresh() {
        return fresh;
    }

    /** The same with its record made, whatever that throws. */
    Change made() {
        return record.isEmpty() ? this : madeOf(record.get().get());
    }

    private Change madeOf(StoredRecord made) {
        return put(kind, key, fresh, () -> made);
    }

    /** Its end: whatever the store has of it is too old. */
    Change ended() {
        return removal(kind, key);
    }

    static Batch batch(List<Change> changes) {
        List<StoredPublication> publications = new ArrayList<>();
        List<StoredSubscription> subscriptions = new ArrayList<>();
        for (Change change : changes) {
            change.record.map(Supplier::get).ifPresent(record -> {
                if (record instanceof StoredPublication publication) {
                    publications.add(publication);
                } else if (record instanceof StoredSubscription subscription) {
                    subscriptions.add(subscription);
                }
            });
        }
        return new Batch(
                publications, removed(Kind.PUBLICATION, changes), subscriptions, removed(Kind.SUBSCRIPTION, changes));
    }

    private static List<String> removed(Kind kind, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.kind == kind && change.record.isEmpty())
                .map(change -> change.key)
                .toList();
    }

    /** For example {@code publication 000650b1e2...}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + key;
    }
}
