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
    /** How long an answer of the database may take, where the driver can tell. */
    private static final int TIMEOUT_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource dataSource;
    /** What may be set aside: not what has been read once, and nothing twice. */
    private Optional<H2File> unreadFile;

    private Connection connection;

    /** @param file in which the database is, if it is one of this platform alone */
    Database(DataSource dataSource, Optional<H2File> file) {
        this.dataSource = dataSource;
        this.unreadFile = file;
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

    /** An agent that cannot read what it knew goes on with what it will know: nobody mends such a file at night. */
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
                            + "this start are lost, and the presence agent goes on with a new store. {}",
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
