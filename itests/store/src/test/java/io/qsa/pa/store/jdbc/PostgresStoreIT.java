package io.qsa.pa.store.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

import io.qsa.itests.store.Postgres;
import io.qsa.pa.internal.sip.RestartContract;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreContract;

/** The tests of every store, and of an agent after a crash, with PostgreSQL. */
class PostgresStoreIT {
    private static Postgres postgres;
    private JdbcStore store;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void end() throws IOException {
        postgres.close();
    }

    private JdbcStore openStore() {
        closeStore();
        store = new JdbcStore(postgres.dataSource());
        return store;
    }

    private void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    @AfterEach
    void forget() throws SQLException {
        closeStore();
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE qsa_pa_publication, qsa_pa_subscription, qsa_pa_schema");
        }
    }

    @Nested
    class Store extends StoreContract {
        @Override
        protected PresenceStore store() {
            return openStore();
        }
    }

    @Nested
    class Restart extends RestartContract {
        @Override
        protected PresenceStore store() {
            return openStore();
        }
    }
}
