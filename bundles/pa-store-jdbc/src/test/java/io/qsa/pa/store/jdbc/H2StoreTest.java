package io.qsa.pa.store.jdbc;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreContract;

/** H2 in a file, which each store opens again. */
class H2StoreTest extends StoreContract {
    @TempDir
    private Path directory;

    private JdbcStore store;

    @Override
    protected PresenceStore store() {
        closeStore();
        store = new JdbcStore(Databases.h2("file:" + directory.resolve("pa")));
        return store;
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }
}
