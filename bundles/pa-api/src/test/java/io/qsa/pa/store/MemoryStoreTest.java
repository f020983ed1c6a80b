package io.qsa.pa.store;

class MemoryStoreTest extends StoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected PresenceStore store() {
        return store;
    }
}
