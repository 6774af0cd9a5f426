package dev.assent.datasource.branch;

import dev.assent.client.LockConflict;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;

/** The budget of one statement or commit for rows that other transactions hold. */
final class LockRetryBudget {
    private final LockRetry retry;
    private int left;

    LockRetryBudget(LockRetry retry) {
        this.retry = retry;
        this.left = retry.times();
    }

    /**
     * Waits before the next try.
     *
     * @throws AssentException.TryAgain if no try is left
     */
    void next(Xid xid, String conflict) {
        if (left-- <= 0) {
            throw DataSourceErrors.rowsHeld(xid, retry.times(), retry.interval(), conflict);
        }
        retry.pause().await(retry.interval());
        if (Thread.currentThread().isInterrupted()) {
            throw DataSourceErrors.waitInterrupted(xid, conflict);
        }
    }

    /** As {@link #next}, for a caller that keeps its database locks: waiting for a holder that needs them is idle. */
    void nextHolding(Xid xid, LockConflict conflict) {
        if (conflict.failFast()) {
            throw DataSourceErrors.holderNeedsOurRows(xid, sentence(conflict));
        }
        next(xid, sentence(conflict));
    }

    static String sentence(LockConflict conflict) {
        return String.valueOf(conflict.getMessage());
    }
}
