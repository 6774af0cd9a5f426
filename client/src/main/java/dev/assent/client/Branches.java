package dev.assent.client;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator as a resource manager sees it. Calls block until the answer is there or the request's time-out is
 * over; safe for many threads. An interrupt ends the wait as an unknown outcome and leaves the thread interrupted.
 */
public interface Branches {
    /**
     * Registers a branch and locks its rows: all of them or none. Must be called before the local commit.
     *
     * @param mark of the database that the branch's rows are in: phase two goes to that database alone, and its rows are
     *     locked under every name it has; null if the resource is no database
     * @param lockKey {@code table:pk,pk;table:pk}; null or empty locks nothing
     * @param applicationData handed back byte for byte in phase two; may be null
     * @throws LockConflict with nothing locked and no branch registered, if another transaction holds one of the rows
     * @throws dev.assent.model.AssentException.RolledBack if the transaction is being rolled back or is rolled back
     * @throws dev.assent.model.AssentException.NotAllowed if the transaction is committed, unknown, or the request is
     *     malformed
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator cannot be reached, or takes no branches now;
     *     nothing was registered
     * @throws dev.assent.model.AssentException.OutcomeUnknown if the request was sent and no answer came
     */
    BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData)
            throws LockConflict;

    /**
     * The same; if other transactions hold rows or are before this one, an Assent coordinator lets the request wait for its
     * turn, while the caller keeps its database locks.
     *
     * @param wait at most; the coordinator may cut it, to 300 ms while the caller keeps its database locks
     */
    default BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData,
            Duration wait)
            throws LockConflict {
        return register(xid, type, resourceId, mark, lockKey, applicationData);
    }

    /**
     * Waits for rows without any lock on the database: an Assent coordinator keeps them for the transaction for a second when
     * its turn has come.
     *
     * @param wait at most
     * @throws dev.assent.model.AssentException.RolledBack if the transaction is rolled back, for example because of a deadlock
     */
    default Awaited awaitRows(
            Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey, Duration wait) {
        return Awaited.NOT;
    }

    /** Registers a branch of a resource that is not a database. */
    default BranchId register(
            Xid xid, BranchType type, String resourceId, @Nullable String lockKey, @Nullable String applicationData)
            throws LockConflict {
        return register(xid, type, resourceId, null, lockKey, applicationData);
    }

    /**
     * Reports the result of the first phase of a branch to the coordinator.
     *
     * @throws dev.assent.model.AssentException as {@link #register}, but never a conflict
     */
    void report(
            Xid xid,
            BranchId branch,
            BranchType type,
            String resourceId,
            BranchStatus status,
            @Nullable String applicationData);

    /**
     * Whether no other transaction holds any of these rows at this moment. Acquires nothing.
     *
     * @param xid whose own locks do not count; null counts every lock
     * @param mark of the database that the rows are in; null leaves it to the coordinator to find out by the resource's id
     */
    boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey);

    /** The same, by the resource's id alone. */
    default boolean lockable(@Nullable Xid xid, BranchType type, String resourceId, String lockKey) {
        return lockable(xid, type, resourceId, null, lockKey);
    }

    /**
     * A branch was registered whose local changes are not there, or perhaps not: as {@link Transactions#markRollbackOnly}. Does
     * nothing by default.
     */
    default void branchLost(Xid xid) {}

    /**
     * Waits before it asks again for rows that another transaction holds, on the caller's thread, by the clock of the client.
     * An interrupt ends it at once, and stays set.
     */
    default void pause(Duration length) {
        ClientTime.system().pause(length);
    }

    /**
     * Registers which database a resource is, before its first branch.
     *
     * @param mark null if the database has no mark: asks whether it may be given one
     * @return null, or the mark that an operator wants this database to have
     * @throws dev.assent.model.AssentException.NotAllowed if the coordinator refuses: the database is a copy of
     *     another, or has lost its mark while branches of it are open
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator cannot be reached; may be asked again
     */
    @Nullable
    DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark);
}
