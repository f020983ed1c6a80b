package io.qsa.pa.store.jdbc;

import org.junit.jupiter.api.AfterEach;

import io.qsa.pa.internal.sip.RestartContract;
import io.qsa.pa.store.PresenceStore;

class H2RestartTest extends RestartContract {
    private final JdbcStore store = new JdbcStore(Databases.h2("mem:restart"));

    @Override
    protected PresenceStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
