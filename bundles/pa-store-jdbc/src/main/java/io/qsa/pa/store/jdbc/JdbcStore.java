package io.qsa.pa.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.qsa.pa.store.Batch;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredPublication;
import io.qsa.pa.store.StoredRecord;
import io.qsa.pa.store.StoredSubscription;

/** The store in the database of one DataSource. Guarded by its monitor; a call may wait for the database. */
final class JdbcStore implements PresenceStore, AutoCloseable {
    private static final int FETCH_SIZE = 1000;

    private final DataSource dataSource;
    private final Database database;

    JdbcStore(DataSource dataSource) {
        this(dataSource, Optional.empty());
    }

    /** @param file in which the database is, if it may be set aside when it cannot be read */
    JdbcStore(DataSource dataSource, Optional<H2File> file) {
        this.dataSource = dataSource;
        this.database = new Database(dataSource, file);
    }

    boolean isOf(DataSource other) {
        return dataSource == other;
    }

    @Override
    public synchronized void readPublications(Consumer<StoredPublication> reader) throws StoreException {
        read(SqlTable.PUBLICATIONS, reader);
    }

    @Override
    public synchronized void readSubscriptions(Consumer<StoredSubscription> reader) throws StoreException {
        read(SqlTable.SUBSCRIPTIONS, reader);
    }

    private <R extends StoredRecord> void read(SqlTable<R> table, Consumer<R> reader) throws StoreException {
        database.call(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet rows = statement.executeQuery(table.select())) {
                    while (rows.next()) {
                        reader.accept(table.record(rows));
                    }
                }
            }
        });
    }

    @Override
    public synchronized void commit(Batch batch) throws StoreException {
        database.call(connection -> {
            replace(connection, SqlTable.PUBLICATIONS, batch.publications(), batch.endedPublications());
            replace(connection, SqlTable.SUBSCRIPTIONS, batch.subscriptions(), batch.endedSubscriptions());
        });
    }

    /** A record is replaced by DELETE and INSERT, because every database has them. */
    private static <R extends StoredRecord> void replace(
            Connection connection, SqlTable<R> table, List<R> records, List<String> ended) throws SQLException {
        List<String> keys = new ArrayList<>(ended);
        records.forEach(record -> keys.add(record.key()));
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(table.delete())) {
            for (String key : keys) {
                delete.setString(1, key);
                delete.addBatch();
            }
            delete.executeBatch();
        }
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            for (R record : records) {
                table.set(insert, record);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
