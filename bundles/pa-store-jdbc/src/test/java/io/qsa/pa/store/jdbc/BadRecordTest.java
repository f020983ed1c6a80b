package io.qsa.pa.store.jdbc;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredPublication;

import static org.assertj.core.api.Assertions.assertThat;

/** F90, X36: one record that H2 cannot take, among many that it can. */
class BadRecordTest {
    @TempDir
    private Path directory;

    private JdbcStore store;
    private final VirtualTimers timers = new VirtualTimers();
    private final List<Runnable> writes = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();

    @BeforeEach
    void open() {
        store = new JdbcStore(Databases.h2("file:" + directory.resolve("pa")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> keys() throws StoreException {
        List<String> keys = new ArrayList<>();
        store.readPublications(publication -> keys.add(publication.key()));
        return keys;
    }

    private void put(Journal journal, String key, String document) {
        journal.put(
                Kind.PUBLICATION,
                key,
                true,
                () -> new StoredPublication(key, "sip:alice@example.com", "e", Instant.EPOCH, document));
        journal.whenStored(() -> acknowledged.add(key));
    }

    private void write() {
        while (!writes.isEmpty()) {
            writes.remove(0).run();
        }
    }

    @Test
    void theOthersAreWrittenAndAcknowledged() throws StoreException {
        Journal journal = Journals.of(store, timers, writes::add);
        journal.start();
        write();
        IntStream.range(0, 20).forEach(i -> put(journal, "good" + (10 + i), "<presence/>"));
        // Longer than the column of the key.
        put(journal, "k".repeat(65), "<presence/>");
        // A column that must hold something.
        put(journal, "null", null);
        IntStream.range(20, 40).forEach(i -> put(journal, "good" + (10 + i), "<presence/>"));

        write();

        assertThat(keys()).hasSize(40).allMatch(key -> key.startsWith("good"));
        assertThat(acknowledged).hasSize(42);
        assertThat(journal.info().refused()).isEqualTo(2);
        assertThat(journal.info().behindSince()).isEmpty();
        assertThat(journal.info().waiting()).isZero();
    }
}
