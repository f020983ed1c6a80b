package io.qsa.pa.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.qsa.pa.store.StoredDialog;
import io.qsa.pa.store.StoredPublication;
import io.qsa.pa.store.StoredRecord;
import io.qsa.pa.store.StoredSubscription;

/** A table of the database and the records in it. Immutable. */
abstract class SqlTable<R extends StoredRecord> {
    /** A column and its type in SQL; texts have no length, because nothing of a SIP message may be cut. */
    record Column(String name, String type) {}

    private static final String TEXT = "VARCHAR";
    private static final Column KEY = new Column("record_key", "VARCHAR(64) PRIMARY KEY");
    /** Microseconds since 1970, because zones and precision of TIMESTAMP are not the same everywhere. */
    private static final Column EXPIRES_AT = new Column("expires_at", "BIGINT");

    static final SqlTable<StoredPublication> PUBLICATIONS = new Publications();
    static final SqlTable<StoredSubscription> SUBSCRIPTIONS = new Subscriptions();

    private final String name;
    private final List<Column> columns;

    private SqlTable(String name, List<Column> columns) {
        this.name = name;
        this.columns = columns;
    }

    String name() {
        return name;
    }

    List<Column> columns() {
        return columns;
    }

    private String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** Everything, in the order of the keys. */
    String select() {
        return "SELECT " + columnNames() + " FROM " + name + " ORDER BY " + KEY.name();
    }

    String insert() {
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return "INSERT INTO " + name + " (" + columnNames() + ") VALUES (" + places + ")";
    }

    String delete() {
        return "DELETE FROM " + name + " WHERE " + KEY.name() + " = ?";
    }

    String create() {
        String definitions = columns.stream()
                .map(column -> column.name() + " " + column.type() + (column == KEY ? "" : " NOT NULL"))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + name + " (" + definitions + ")";
    }

    /** The record in the present row of {@link #select}. */
    abstract R record(ResultSet row) throws SQLException;

    /** Sets the values of {@link #insert}. */
    abstract void set(PreparedStatement insert, R record) throws SQLException;

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static final class Publications extends SqlTable<StoredPublication> {
        Publications() {
            super(
                    "qsa_pa_publication",
                    List.of(
                            KEY,
                            new Column("entity", TEXT),
                            new Column("entity_tag", TEXT),
                            EXPIRES_AT,
                            new Column("document", TEXT)));
        }

        @Override
        StoredPublication record(ResultSet row) throws SQLException {
            return new StoredPublication(
                    row.getString(1), row.getString(2), row.getString(3), instant(row.getLong(4)), row.getString(5));
        }

        @Override
        void set(PreparedStatement insert, StoredPublication record) throws SQLException {
            insert.setString(1, record.key());
            insert.setString(2, record.entity());
            insert.setString(3, record.entityTag());
            insert.setLong(4, micros(record.expiresAt()));
            insert.setString(5, record.document());
        }
    }

    private static final class Subscriptions extends SqlTable<StoredSubscription> {
        private static final String LINE_END = "\n";

        Subscriptions() {
            super(
                    "qsa_pa_subscription",
                    List.of(
                            KEY,
                            new Column("entity", TEXT),
                            new Column("event", TEXT),
                            EXPIRES_AT,
                            new Column("call_id", TEXT),
                            new Column("local_address", TEXT),
                            new Column("remote_address", TEXT),
                            new Column("remote_target", TEXT),
                            new Column("route_set", TEXT),
                            new Column("local_cseq", "BIGINT"),
                            new Column("remote_cseq", "BIGINT")));
        }

        @Override
        StoredSubscription record(ResultSet row) throws SQLException {
            String routes = row.getString(9);
            StoredDialog dialog = new StoredDialog(
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8),
                    routes.isEmpty() ? List.of() : List.of(routes.split(LINE_END)),
                    row.getLong(10),
                    row.getLong(11));
            return new StoredSubscription(
                    row.getString(1), row.getString(2), row.getString(3), instant(row.getLong(4)), dialog);
        }

        @Override
        void set(PreparedStatement insert, StoredSubscription record) throws SQLException {
            StoredDialog dialog = record.dialog();
            insert.setString(1, record.key());
            insert.setString(2, record.entity());
            insert.setString(3, record.event());
            insert.setLong(4, micros(record.expiresAt()));
            insert.setString(5, dialog.callId());
            insert.setString(6, dialog.local());
            insert.setString(7, dialog.remote());
            insert.setString(8, dialog.remoteTarget());
            insert.setString(9, String.join(LINE_END, dialog.routeSet()));
            insert.setLong(10, dialog.localCseq());
            insert.setLong(11, dialog.remoteCseq());
        }
    }
}
