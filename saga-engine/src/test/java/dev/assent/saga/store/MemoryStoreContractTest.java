package dev.assent.saga.store;

import dev.assent.saga.MemoryStore;
import dev.assent.saga.SagaStore;

final class MemoryStoreContractTest extends StoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected SagaStore store() {
        return store;
    }
}
