package dev.assent.client;

import dev.assent.model.BranchStatus;

/**
 * How a branch was finished.
 *
 * @param noTrace the branch was to commit, and the database has no undo row of it: either an earlier order has dropped
 *     the row already, or the database has lost the local commit
 */
public record BranchEnd(BranchStatus status, boolean noTrace) {
    public static BranchEnd of(BranchStatus status) {
        return new BranchEnd(status, false);
    }
}
