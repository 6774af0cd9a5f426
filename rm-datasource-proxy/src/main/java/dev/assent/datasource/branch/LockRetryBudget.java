package dev.assent.datasource.branch;

import dev.assent.client.LockConflict;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** The budget of one statement or commit for rows that other transactions hold. */
final class LockRetryBudget {
    /** The first pause of a caller that keeps its database locks. */
    private static final Duration SOON = Duration.ofMillis(1);

    private final LockRetry retry;
    private int left;
    private Duration soon = SOON;
    private Duration leftHolding;

    LockRetryBudget(LockRetry retry) {
        this.retry = retry;
        this.left = retry.times();
        this.leftHolding = retry.interval().multipliedBy(retry.times());
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
        await(retry.interval(), xid, conflict);
    }

    /**
     * Waits before the next try of a caller that keeps its database locks. It is the only one to ask for these rows, since
     * others wait for it in the database, and they all wait for as long as it does: so the first tries come sooner, each
     * pause twice as long as the one before, up to the interval. All of them together take no longer than the tries of
     * {@link #next}.
     *
     * @throws AssentException.TryAgain if no time is left, or the holder needs rows of the caller: waiting for it is idle
     */
    void nextHolding(Xid xid, LockConflict conflict) {
        if (conflict.failFast()) {
            throw DataSourceErrors.holderNeedsOurRows(xid, sentence(conflict));
        }
        if (retry.interval().compareTo(SOON) <= 0) {
            next(xid, sentence(conflict));
            return;
        }
        if (leftHolding.isZero()) {
            throw DataSourceErrors.rowsHeld(xid, retry.times(), retry.interval(), sentence(conflict));
        }
        Duration pause = shortest(soon, retry.interval(), leftHolding);
        soon = shortest(soon.multipliedBy(2), retry.interval());
        leftHolding = leftHolding.minus(pause);
        await(pause, xid, sentence(conflict));
    }

    private static Duration shortest(Duration... some) {
        return Collections.min(List.of(some));
    }

    private void await(Duration pause, Xid xid, String conflict) {
        retry.pause().await(pause);
        if (Thread.currentThread().isInterrupted()) {
            throw DataSourceErrors.waitInterrupted(xid, conflict);
        }
    }

    static String sentence(LockConflict conflict) {
        return String.valueOf(conflict.getMessage());
    }
}
