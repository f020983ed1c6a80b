package io.qsa.pa.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.pa.store.Batch;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;
import io.qsa.pa.store.StoredPublication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The store with a database that was changed by others. */
class SchemaTest {
    private static final Batch EMPTY = new Batch(List.of(), List.of(), List.of(), List.of());

    private final DataSource dataSource = Databases.h2("mem:schema");
    private final JdbcStore store = new JdbcStore(dataSource);
    private Connection other;

    @BeforeEach
    void keepTheDatabaseOpen() throws SQLException {
        other = dataSource.getConnection();
    }

    @AfterEach
    void end() throws SQLException {
        store.close();
        other.close();
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(text);
        }
    }

    private static Batch publication(String key, String document) {
        StoredPublication publication =
                new StoredPublication(key, "sip:alice@example.com", "e", Instant.EPOCH, document);
        return new Batch(List.of(publication), List.of(), List.of(), List.of());
    }

    private List<String> keys() throws StoreException {
        List<String> keys = new ArrayList<>();
        store.readPublications(publication -> keys.add(publication.key()));
        return keys;
    }

    @Test
    void aTableOfSomebodyElseIsNotTouched() throws SQLException {
        sql("CREATE TABLE qsa_pa_publication (id INTEGER)");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.commit(EMPTY))
                .withMessageStartingWith(
                        "the table qsa_pa_publication is not of this version of QSA: it has the columns [id]")
                .matches(e -> e.fault() == Fault.STORE);
    }

    @Test
    void theTablesOfAnotherVersionAreNotTouched() throws Exception {
        store.commit(EMPTY);
        sql("UPDATE qsa_pa_schema SET version = 7");
        store.close();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.commit(EMPTY))
                .withMessage("the tables qsa_pa_* have version 7, this version of QSA needs 1");
    }

    @Test
    void aCreationThatWasCutShortIsCompleted() throws Exception {
        store.commit(publication("p1", "<presence/>"));
        sql("DROP TABLE qsa_pa_schema");
        sql("DROP TABLE qsa_pa_subscription");
        store.close();

        assertThat(keys()).containsExactly("p1");
    }

    @Test
    void aConnectionThatBreaksIsMadeAnew() throws Exception {
        store.commit(publication("p1", "<presence/>"));
        sql("DROP TABLE qsa_pa_publication");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.commit(publication("p2", "<presence/>")))
                .matches(e -> e.fault() == Fault.STORE);

        store.commit(publication("p3", "<presence/>"));

        assertThat(keys()).containsExactly("p3");
    }

    /** If a part of a batch is refused, nothing of it is written, and the error is reported. */
    @Test
    void whatIsTooLongForTheDatabaseIsTheFaultOfTheData() throws Exception {
        store.commit(publication("p1", "<presence/>"));

        StoredPublication tooLong =
                new StoredPublication("k".repeat(65), "sip:alice@example.com", "e", Instant.EPOCH, "<presence/>");
        Batch batch = new Batch(List.of(tooLong), List.of("p1"), List.of(), List.of());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.commit(batch))
                .matches(e -> e.fault() == Fault.DATA);
        assertThat(keys()).containsExactly("p1");
    }
}
