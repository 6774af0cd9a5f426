package dev.assent.client;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator calls in phase two: one database, or one TCC action. Calls come on the client's worker threads,
 * several at a time, and come again until a final status is answered; each must be idempotent. An exception is answered
 * as failed, to be retried, and logged.
 */
public interface BranchResource {
    /** Unique among the resources of a type; never contains a comma. */
    String resourceId();

    BranchType type();

    /**
     * @return {@link BranchStatus#PHASE_TWO_COMMITTED}, or {@link BranchStatus#PHASE_TWO_COMMIT_FAILED_RETRYABLE} or
     *     {@link BranchStatus#PHASE_TWO_COMMIT_FAILED_UNRETRYABLE}
     */
    BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData);

    /**
     * @return {@link BranchStatus#PHASE_TWO_ROLLBACKED}, or {@link BranchStatus#PHASE_TWO_ROLLBACK_FAILED_RETRYABLE} or
     *     {@link BranchStatus#PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE}
     */
    BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData);

    /**
     * Drops what it keeps of branches that nobody will ask for any more. Comes about once a day, or never; may throw.
     *
     * @param saveDays younger things stay
     */
    default void purge(int saveDays) {}
}
