package dev.assent.client;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.List;
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
     * The mark of the database this is, once it is known: branches that were registered by a database go to that database
     * alone. A resource that wraps another must hand this on.
     *
     * @return null if it is no database, or does not know its mark yet
     */
    default @Nullable DatabaseMark mark() {
        return null;
    }

    /**
     * Writes a word into the row of the database's mark, so that another connection can see whether it leads to the
     * same database. A resource that wraps another must hand this on.
     *
     * @return false if this is not the database with that mark, or the word could not be written
     */
    default boolean writeNonce(DatabaseMark mark, String nonce) {
        return false;
    }

    /** The word that was written last; empty if there is none to be read, or this is another database. */
    default String readNonce(DatabaseMark mark) {
        return "";
    }

    /** What the client calls; a resource that has to know the branch's database overrides it. */
    default BranchEnd finish(BranchOrder order) {
        return BranchEnd.of(
                order.outcome() == Outcome.COMMIT
                        ? commit(order.xid(), order.branch(), order.applicationData())
                        : rollback(order.xid(), order.branch(), order.applicationData()));
    }

    /**
     * Finishes a whole saga, whose engine the coordinator calls once for all of its branches. What a status means for a saga:
     * an engine that goes forward answers a rollback with {@link BranchStatus#PHASE_TWO_COMMIT_FAILED_RETRYABLE}, and one
     * that compensates answers a commit with {@link BranchStatus#PHASE_TWO_ROLLBACK_FAILED_RETRYABLE} until it is done, and
     * then with {@link BranchStatus#PHASE_TWO_ROLLBACKED}.
     *
     * @param applicationData the coordinator's name for its status; null if it has none
     */
    default BranchEnd finishSaga(Xid xid, Outcome outcome, @Nullable String applicationData) {
        throw new UnsupportedOperationException(
                "Expected a resource of type SAGA for " + xid + ", but this is one of type " + type() + '.');
    }

    /**
     * How many orders to commit {@link #commitAll} takes at most; 1, the default, if many cost as much as each by itself. A resource
     * that wraps another may hand both on.
     */
    default int commitsAtOnce() {
        return 1;
    }

    /**
     * Commits several branches. One call at a time, on a worker thread; an exception is answered as failed for each of them.
     *
     * @return how each was finished, in their order
     */
    default List<BranchEnd> commitAll(List<BranchOrder> orders) {
        return orders.stream().map(this::finish).toList();
    }

    /**
     * Deletes what it keeps of branches that are no longer needed. Called about once a day, or never; may throw.
     *
     * @param saveDays what is younger than this is kept
     */
    default void purge(int saveDays) {}
}
