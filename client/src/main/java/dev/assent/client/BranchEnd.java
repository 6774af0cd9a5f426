package dev.assent.client;

import dev.assent.model.BranchStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a branch was finished, or why it was not.
 *
 * @param noTrace the branch was to commit, and the database has no undo row of it: either an earlier order has dropped
 *     the row already, or the database has lost the local commit
 * @param why for operators, who read it at the coordinator: why the branch is not finished; null if it is. Some 30,000 bytes of
 *     it arrive there
 */
public record BranchEnd(
        BranchStatus status, boolean noTrace, @Nullable String why) {
    public static BranchEnd of(BranchStatus status) {
        return new BranchEnd(status, false, null);
    }

    public static BranchEnd of(BranchStatus status, String why) {
        return new BranchEnd(status, false, why);
    }

    /** @param found whether the database had an undo row of it */
    public static BranchEnd committed(boolean found) {
        return new BranchEnd(BranchStatus.PHASE_TWO_COMMITTED, !found, null);
    }
}
