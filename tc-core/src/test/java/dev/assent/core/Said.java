package dev.assent.core;

import dev.assent.core.Mirror.Change;
import dev.assent.model.BranchId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one command: the facts, the answer, and what changed in the world.
 *
 * @param reply null if none waits for one
 * @param ended the transaction as it ended; null if it did not, or simply committed
 */
record Said(
        List<Event> events,
        @Nullable Reply reply,
        Change change,
        @Nullable TransactionDetails ended) {
    /** Branches that something is delivered to now, and was not before. */
    List<BranchId> told() {
        return change.fresh().stream().map(each -> each.branch().id()).toList();
    }

    List<BranchId> hurried() {
        return change.hurried().stream().map(each -> each.branch().id()).toList();
    }

    List<BranchId> cancelled() {
        return change.cancelled();
    }

    boolean settled() {
        return change.settled();
    }

    @Nullable
    Instant deadline() {
        return change.deadline();
    }

    boolean isNothing() {
        return events.isEmpty()
                && reply == null
                && change.fresh().isEmpty()
                && change.cancelled().isEmpty();
    }
}
