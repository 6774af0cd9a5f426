package dev.assent.core;

import org.jspecify.annotations.Nullable;

/**
 * One branch and how far phase two has come with it.
 *
 * @param finished it has ended, or has no phase two
 * @param recorded a delivery of it is on record, and no answer since: a participant may have been called
 * @param parked null if it is not parked
 */
record BranchState(
        Branch branch,
        boolean finished,
        boolean recorded,
        @Nullable Parked parked) {
    static BranchState of(Branch branch) {
        return new BranchState(branch, false, false, null);
    }

    BranchMode mode() {
        return BranchMode.of(branch.type());
    }

    boolean isParked() {
        return parked != null;
    }

    /** Whether nothing is delivered to it before an operator asks for it. */
    boolean isGivenUp() {
        return parked != null && !parked.retried();
    }

    BranchState withBranch(Branch next) {
        return new BranchState(next, finished, recorded, parked);
    }

    BranchState asFinished() {
        return new BranchState(branch, true, false, null);
    }

    BranchState asRecorded() {
        return new BranchState(branch, finished, true, parked);
    }

    /** A participant that says it never can has answered: no call of it is open any more. */
    BranchState asParked(Parked how) {
        return new BranchState(branch, finished, how.retried() && recorded, how);
    }

    BranchState retried() {
        return isGivenUp() ? new BranchState(branch, finished, recorded, null) : this;
    }

    /** For a snapshot. */
    BranchProgress progress() {
        return new BranchProgress(finished, recorded, parked);
    }
}
