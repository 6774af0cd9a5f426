package dev.assent.tm;

import dev.assent.model.Xid;

/**
 * Is called around the begin and the end of transactions that this process begins, on the thread that begins or ends them.
 * The thread works for none then, or for the transaction that was suspended at the begin. What a hook throws, errors
 * included, is logged and changes nothing: a hook that wants a rollback calls {@link GlobalTransaction#setRollbackOnly}.
 * Every method does nothing by default.
 *
 * <p>A hook of the settings ({@link TransactionSettings#withHooks}) sees all transactions, a hook of
 * {@link GlobalTransaction#addHook} sees the end of one.
 */
public interface TransactionHook {
    default void beforeBegin(TransactionOptions options) {}

    default void afterBegin(Xid xid) {}

    default void beforeCommit(Xid xid) {}

    /** The commit is decided and durable. */
    default void afterCommit(Xid xid) {}

    /** The rollback has this reason: what the body threw. Comes before {@link #beforeRollback(Xid)}, and only if there is one. */
    default void rollsBackFor(Xid xid, Throwable reason) {}

    default void beforeRollback(Xid xid) {}

    /** The rollback is decided; it may still go on. Also called if the commit was answered so. */
    default void afterRollback(Xid xid) {}

    /** The last call for the transaction, whatever became of it. */
    default void afterCompletion(Xid xid, Completion completion) {}

    /** What the process that began a transaction knows of its end. */
    enum Completion {
        COMMITTED,
        ROLLED_BACK,
        /** The coordinator's answer is missing, or it took no end; it rolls back at the time-out what is not decided. */
        UNKNOWN
    }
}
