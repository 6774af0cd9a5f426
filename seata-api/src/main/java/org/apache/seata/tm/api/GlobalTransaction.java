package org.apache.seata.tm.api;

import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.tm.api.transaction.SuspendedResourcesHolder;
import org.jspecify.annotations.Nullable;

/**
 * A global transaction that the program begins and ends itself; {@link GlobalTransactionContext} makes it. For one thread at a
 * time. Errors of the coordinator arrive as {@link TransactionException}; wrong use as {@code NotAllowed}.
 */
public interface GlobalTransaction {
    /** With 60000 ms, and the name {@code default}. */
    void begin() throws TransactionException;

    void begin(int timeout) throws TransactionException;

    /**
     * Begins the transaction and binds it to the thread; a participant does nothing.
     *
     * @param timeout in milliseconds, 1 or more
     */
    void begin(int timeout, String name) throws TransactionException;

    /**
     * Commits and unbinds the thread; a participant does nothing.
     *
     * @throws TransactionException also if the transaction is rolled back instead
     */
    void commit() throws TransactionException;

    /** Rolls back and unbinds the thread; a participant does nothing. */
    void rollback() throws TransactionException;

    /** Lets the thread work for no transaction; null if it works for none. */
    @Nullable
    SuspendedResourcesHolder suspend() throws TransactionException;

    /**
     * As {@link #suspend()}.
     *
     * @param clean the transaction is not resumed: null is returned
     */
    @Nullable
    SuspendedResourcesHolder suspend(boolean clean) throws TransactionException;

    /** @param suspendedResourcesHolder null changes nothing */
    void resume(@Nullable SuspendedResourcesHolder suspendedResourcesHolder) throws TransactionException;

    /** What the coordinator answers now; {@link GlobalStatus#UnKnown} before the begin. */
    GlobalStatus getStatus() throws TransactionException;

    /** Null before the begin. */
    @Nullable
    String getXid();

    /** @throws dev.assent.model.AssentException.NotAllowed always: only Seata's saga engine calls it */
    void globalReport(GlobalStatus globalStatus) throws TransactionException;

    /** What the last call of this object has made of it, without a request to the coordinator. */
    GlobalStatus getLocalStatus();

    GlobalTransactionRole getGlobalTransactionRole();

    /** Milliseconds since 1970 at which this object began it, by the clock of this machine; 0 if it did not. */
    long getCreateTime();
}
