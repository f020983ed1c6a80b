package io.qsa.pa.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;

/** The tables in the database: makes them where there are none, and uses none that another version has made. */
final class Schema {
    private static final int VERSION = 1;
    private static final String VERSION_TABLE = "qsa_pa_schema";
    private static final List<SqlTable<?>> TABLES = List.of(SqlTable.PUBLICATIONS, SqlTable.SUBSCRIPTIONS);

    private Schema() {}

    /** @throws StoreException if tables of these names are there that are not ours, or not of this version */
    static void prepare(Connection connection) throws SQLException, StoreException {
        Set<String> there = tables(connection);
        if (there.contains(VERSION_TABLE)) {
            requireVersion(connection);
        }
        for (SqlTable<?> table : TABLES) {
            if (!there.contains(table.name())) {
                execute(connection, table.create());
            }
            requireColumns(connection, table);
        }
        // The version is written last, so that an interrupted creation is completed the next time.
        if (!there.contains(VERSION_TABLE)) {
            execute(connection, "CREATE TABLE " + VERSION_TABLE + " (version INTEGER NOT NULL)");
            execute(connection, "INSERT INTO " + VERSION_TABLE + " (version) VALUES (" + VERSION + ")");
        }
        connection.commit();
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        String[] types = {"TABLE", "BASE TABLE"};
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", types)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static void requireColumns(Connection connection, SqlTable<?> table) throws SQLException, StoreException {
        Set<String> wanted = table.columns().stream().map(SqlTable.Column::name).collect(Collectors.toSet());
        Set<String> found = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.name() + " WHERE 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                found.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
            }
        }
        if (!found.equals(wanted)) {
            throw refused("the table " + table.name() + " is not of this version of QSA: it has the columns " + found
                    + " instead of " + wanted);
        }
    }

    private static void requireVersion(Connection connection) throws SQLException, StoreException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM " + VERSION_TABLE)) {
            while (row.next()) {
                if (row.getInt(1) != VERSION) {
                    throw refused("the tables qsa_pa_* have version " + row.getInt(1) + ", this version of QSA needs "
                            + VERSION);
                }
            }
        }
    }

    private static StoreException refused(String message) {
        return new StoreException(Fault.STORE, message, null);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
