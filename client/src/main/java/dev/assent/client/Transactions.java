package dev.assent.client;

import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;

/**
 * The coordinator as a transaction manager sees it. Calls block; safe for many threads. A lost answer is asked for again
 * over a new connection, under the same request number, until the deadline.
 */
public interface Transactions {
    /**
     * Opens a global transaction. Does not bind it to the thread.
     *
     * @param timeout counted by the coordinator from begin; when it is over the transaction is rolled back
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator cannot be reached or takes no new work
     */
    Xid begin(String name, Duration timeout);

    /**
     * Asks to commit and returns once the decision is durable.
     *
     * @return {@link Ending#COMMITTED} if every branch has committed or, being of type AT, has nothing left but to drop
     *     its undo log; {@link Ending#COMMIT_RETRYING} if the outcome is still being delivered to branches
     * @throws dev.assent.model.AssentException.RolledBack if it is rolled back instead, saying why
     * @throws dev.assent.model.AssentException.OutcomeUnknown if the coordinator does not know the transaction any
     *     more, or no answer came until the deadline
     * @throws dev.assent.model.AssentException.TryAgain if nothing was sent until the deadline, or the coordinator says
     *     that it left the transaction open; what is never committed rolls back by its time-out
     */
    Ending commit(Xid xid);

    /**
     * Asks to roll back and returns once that is done, or after about 10 s if it is still in progress.
     *
     * @return {@link Ending#ROLLED_BACK}, {@link Ending#ROLLBACK_RETRYING}, or {@link Ending#ROLLBACK_FAILED} if a
     *     branch cannot be undone and waits for an operator
     * @throws dev.assent.model.AssentException.NotAllowed if it is committed already
     * @throws dev.assent.model.AssentException.OutcomeUnknown as for {@link #commit}
     * @throws dev.assent.model.AssentException.TryAgain as for {@link #commit}
     */
    Ending rollback(Xid xid);

    /** The status of the transaction; {@link GlobalStatus#FINISHED} if it ended and is forgotten, or is unknown. */
    GlobalStatus status(Xid xid);

    /**
     * Makes the coordinator roll the transaction back, for a participant in which something has failed: the client that began
     * it gets {@code RolledBack} for its commit. Returns when that is decided; a transaction that has ended stays as it is. A
     * Seata server is not asked. By default as {@link #rollback}.
     *
     * @throws dev.assent.model.AssentException.TryAgain if nothing was sent until the request's time-out
     * @throws dev.assent.model.AssentException.OutcomeUnknown if no answer came
     */
    default void markRollbackOnly(Xid xid) {
        rollback(xid);
    }

    /**
     * What the coordinator knows of the transaction now.
     *
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator cannot be reached
     */
    default TransactionReport report(Xid xid) {
        return new TransactionReport(xid, status(xid), "", List.of(), 0);
    }

    /**
     * Reports how a saga ended, as its engine does. A report that says so ends the transaction; another one makes the
     * coordinator call the engine again. May be repeated.
     *
     * @return the coordinator's status of the transaction; that of the report if it is unknown there
     * @throws dev.assent.model.AssentException.TryAgain if nothing was sent, or the coordinator cannot now
     * @throws dev.assent.model.AssentException.OutcomeUnknown if no answer came
     */
    default GlobalStatus reportSaga(Xid xid, GlobalStatus status) {
        throw new UnsupportedOperationException("Expected a client that reports sagas, but this one does not: " + xid);
    }

    /** The state of the commit or rollback when the call returns. */
    enum Ending {
        COMMITTED,
        COMMIT_RETRYING,
        ROLLED_BACK,
        ROLLBACK_RETRYING,
        ROLLBACK_FAILED
    }
}
