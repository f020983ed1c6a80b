package io.qsa.pa.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;

/** One connection to the database, made when it is needed and given up when it fails. Confined to its {@link JdbcStore}. */
final class Database implements AutoCloseable {
    /** How long an answer of the database may take, where the driver can tell. */
    private static final int TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);

    private final DataSource dataSource;
    private Connection connection;

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done in one transaction. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Does all of the work or nothing; what is done is on disk when this returns. */
    void call(Work work) throws StoreException {
        try {
            work.on(opened());
            connection.commit();
            sync();
        } catch (SQLException e) {
            close();
            throw new StoreException(isOfData(e) ? Fault.DATA : Fault.STORE, message(e), e);
        } catch (StoreException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Connection opened() throws SQLException, StoreException {
        if (connection == null) {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            limitWait();
            Schema.prepare(connection);
        }
        return connection;
    }

    private void limitWait() throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
        } catch (SQLFeatureNotSupportedException embedded) {
            // There is no network to wait for.
            return;
        }
    }

    /** H2 alone calls a commit done that is only in its memory. */
    private void sync() throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    }

    /**
     * Whether it is the data that is wrong, so that the same will fail again: what cannot be a value, breaks a constraint
     * (SQLSTATE classes 22 and 23), or is more than the database can hold in one place (54).
     */
    private static boolean isOfData(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
                return true;
            }
        }
        return false;
    }

    /** In one line; the cause of a batch that failed stands in the next exception. */
    private static String message(SQLException failure) {
        SQLException next = failure.getNextException();
        String message = (next == null ? failure : next).getMessage();
        return String.valueOf(message).replaceAll("\\s+", " ").replaceFirst("[ .]+$", "");
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (SQLException broken) {
            // It is given up because it is broken, and the reason is known.
            return;
        }
    }
}
