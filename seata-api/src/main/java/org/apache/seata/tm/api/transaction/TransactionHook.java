package org.apache.seata.tm.api.transaction;

/**
 * Is called around the begin and the end of a transaction that this thread begins; {@link TransactionHookManager} registers
 * it. What it throws is logged and changes nothing. The thread works for the transaction in {@link #afterBegin}, {@link
 * #beforeCommit} and {@link #beforeRollback}.
 */
public interface TransactionHook {
    void beforeBegin();

    void afterBegin();

    void beforeCommit();

    void afterCommit();

    void beforeRollback();

    void afterRollback();

    void afterCompletion();
}
