package io.qsa.pa.store.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoreException.Fault;

/** One connection to the database, made when it is needed and given up when it fails. Confined to its {@link JdbcStore}. */
final class Database implements AutoCloseable {
    /** Timeout of database calls, if the driver supports it. */
    private static final int TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource dataSource;
    /** The file that may be set aside; empty once it was read or was set aside. */
    private Optional<H2File> unreadFile;

    private Connection connection;

    /** @param file in which the database is, if it is one of this platform alone */
    Database(DataSource dataSource, Optional<H2File> file) {
        this.dataSource = dataSource;
        this.unreadFile = file;
    }

    /** The statements of one transaction. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Does all of the work or nothing; the changes are on disk when this returns. */
    void call(Work work) throws StoreException {
        try {
            work.on(opened());
            connection.commit();
            sync();
            unreadFile = Optional.empty();
        } catch (SQLException e) {
            close();
            if (H2File.isUnreadable(e) && isSetAside(e)) {
                call(work);
                return;
            }
            throw new StoreException(isOfData(e) ? Fault.DATA : Fault.STORE, message(e), e);
        } catch (StoreException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** An unreadable file must not stop the agent: it continues with a new one, without waiting for an operator. */
    private boolean isSetAside(SQLException failure) {
        Optional<H2File> unreadable = unreadFile;
        unreadFile = Optional.empty();
        if (unreadable.isEmpty()) {
            return false;
        }
        Path file = unreadable.get().path();
        try {
            Path kept = unreadable.get().setAside(Instant.now());
            LOG.error(
                    "THE STORE {} CANNOT BE READ AND IS SET ASIDE as {}: publications and SIP subscriptions from before "
                            + "this start are lost, and the presence agent continues with a new store. {}",
                    file,
                    kept,
                    message(failure));
            return true;
        } catch (IOException e) {
            LOG.error("The store {} cannot be read, and cannot be set aside either: {}", file, e.toString());
            return false;
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
     * Whether the data is at fault, so that a retry would fail too: an invalid value or a violated constraint (SQLSTATE
     * classes 22 and 23), or a limit of the database exceeded (54).
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

    /** On one line; the cause of a failed batch is in the next exception. */
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
            // The connection is closed because it is broken; the reason has been reported already.
            return;
        }
    }
}
