package dev.assent.tm;

import dev.assent.client.Participation;
import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import dev.assent.tm.TransactionHook.Completion;

/** A transaction that this process has begun: it alone ends it, and it calls the hooks. */
final class LaunchedTransaction extends Participation {
    private final Transactions coordinator;
    private final Hooks hooks;

    LaunchedTransaction(Transactions coordinator, Xid xid, Hooks hooks) {
        super(xid);
        this.coordinator = coordinator;
        reachedBy(coordinator);
        this.hooks = hooks;
    }

    @Override
    protected boolean endsHere() {
        return true;
    }

    Hooks hooks() {
        return hooks;
    }

    /**
     * @throws RolledBack if it is rollback-only and now rolled back, or if the coordinator answers so
     * @throws TryAgain if it is still open; then no hook was called after the end
     */
    Ending commit() {
        hooks.beforeCommit(xid());
        Throwable reason = rollbackCause().orElse(null);
        if (reason != null) {
            AssentException error = TransactionErrors.rollbackOnly(xid(), reason);
            rollBackFor(error);
            throw error;
        }
        Ending ending;
        try {
            ending = coordinator.commit(xid());
        } catch (TryAgain stillOpen) {
            throw stillOpen;
        } catch (RolledBack e) {
            hooks.afterRollback(xid());
            hooks.afterCompletion(xid(), Completion.ROLLED_BACK);
            throw e;
        } catch (RuntimeException e) {
            hooks.afterCompletion(xid(), Completion.UNKNOWN);
            throw e;
        }
        hooks.afterCommit(xid());
        hooks.afterCompletion(xid(), Completion.COMMITTED);
        return ending;
    }

    /** @throws TryAgain if it is still open; then no hook was called after the end */
    Ending rollback() {
        hooks.beforeRollback(xid());
        Ending ending;
        try {
            ending = coordinator.rollback(xid());
        } catch (TryAgain stillOpen) {
            throw stillOpen;
        } catch (RuntimeException e) {
            hooks.afterCompletion(xid(), Completion.UNKNOWN);
            throw e;
        }
        hooks.afterRollback(xid());
        hooks.afterCompletion(xid(), Completion.ROLLED_BACK);
        return ending;
    }

    /** As {@link #rollback}; what was not ended is left to its time-out. */
    Ending rollbackLast() {
        try {
            return rollback();
        } catch (TryAgain stillOpen) {
            abandoned();
            throw stillOpen;
        }
    }

    /** Rolls back for an exception, among whose suppressed ones stands what the rollback has met. */
    void rollBackFor(Throwable thrown) {
        hooks.rollsBackFor(xid(), thrown);
        try {
            Ending ending = rollback();
            if (ending == Ending.ROLLBACK_RETRYING) {
                thrown.addSuppressed(TransactionErrors.rollbackRetrying(xid()));
            } else if (ending == Ending.ROLLBACK_FAILED) {
                thrown.addSuppressed(TransactionErrors.rollbackFailed(xid()));
            }
        } catch (TryAgain stillOpen) {
            abandoned();
            suppress(thrown, stillOpen);
        } catch (RuntimeException trouble) {
            suppress(thrown, trouble);
        }
    }

    /** Commits and throws no more than {@link #commit}; what was not ended is left to its time-out. */
    void commitLast() {
        try {
            commit();
        } catch (TryAgain stillOpen) {
            abandoned();
            throw stillOpen;
        }
    }

    /** The rules make the caller take this exception for a commit, so a failed commit replaces the exception. */
    void commitInSpiteOf(Throwable thrown) {
        try {
            commitLast();
        } catch (RuntimeException trouble) {
            suppress(trouble, thrown);
            throw trouble;
        }
    }

    private void abandoned() {
        hooks.afterCompletion(xid(), Completion.UNKNOWN);
    }

    private static void suppress(Throwable main, Throwable other) {
        if (main != other) {
            main.addSuppressed(other);
        }
    }
}
