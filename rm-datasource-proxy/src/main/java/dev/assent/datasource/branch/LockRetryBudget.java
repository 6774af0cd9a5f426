package dev.assent.datasource.branch;

import dev.assent.client.Awaited;
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
     * Waits before the next try of a caller that has let go of its database locks: at the coordinator until the rows are free,
     * if the coordinator lets requests wait, and otherwise for the interval.
     *
     * @throws AssentException.TryAgain if no try is left
     */
    void next(Xid xid, LockConflict conflict, Awaiting awaiting) {
        if (left-- <= 0) {
            throw rowsHeld(xid, conflict);
        }
        Duration wait = retry.interval().multipliedBy(left + 1L);
        String rows = conflict.rows();
        if (rows != null && !wait.isZero()) {
            Awaited awaited = awaiting.rows(rows, wait);
            if (awaited.free()) {
                return;
            }
            left -= (int) awaited.waited().dividedBy(retry.interval());
            if (left < 0) {
                throw rowsHeld(xid, conflict);
            }
        }
        await(retry.interval(), xid, sentence(conflict));
    }

    /** How long a request of a caller that keeps its database locks may wait at the coordinator. */
    Duration waitHolding() {
        return leftHolding;
    }

    /**
     * Waits before the next try of a caller that keeps its database locks, where the coordinator has not let its request wait
     * for all the time there is. It is the only one to ask for these rows, since others wait for it in the database, and they
     * all wait for as long as it does: so the first tries come sooner, each pause twice as long as the one before, up to the
     * interval. All of them together, with the waits at the coordinator, take no longer than the tries of {@link #next}.
     *
     * @throws AssentException.TryAgain if no time is left, or the holder needs rows of the caller: waiting for it is idle
     */
    void nextHolding(Xid xid, LockConflict conflict) {
        if (conflict.failFast()) {
            throw DataSourceErrors.holderNeedsOurRows(xid, sentence(conflict));
        }
        if (retry.interval().compareTo(SOON) <= 0) {
            next(xid, conflict, (rows, wait) -> Awaited.NOT);
            return;
        }
        leftHolding = leftHolding.minus(conflict.waited());
        if (leftHolding.isZero() || leftHolding.isNegative()) {
            throw rowsHeld(xid, conflict);
        }
        Duration pause = shortest(soon, retry.interval(), leftHolding);
        soon = shortest(soon.multipliedBy(2), retry.interval());
        leftHolding = leftHolding.minus(pause);
        await(pause, xid, sentence(conflict));
    }

    private AssentException rowsHeld(Xid xid, LockConflict conflict) {
        return DataSourceErrors.rowsHeld(xid, retry.times(), retry.interval(), sentence(conflict));
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

    /** Waits at the coordinator for rows, without database locks. */
    @FunctionalInterface
    interface Awaiting {
        Awaited rows(String lockKey, Duration wait);
    }
}
