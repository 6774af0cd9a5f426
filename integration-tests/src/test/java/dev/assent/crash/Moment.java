package dev.assent.crash;

import dev.assent.demo.audit.Claim;

/** When the coordinator is killed, in the life of one purchase, and how that may end. */
enum Moment {
    /** The transaction has no branch yet, so it ends with the coordinator's process. */
    AFTER_BEGIN(false, true),
    /** The answer is there, the local commit is not. */
    FIRST_BRANCH_REGISTERED(true, true),
    LAST_BRANCH_REGISTERED(true, true),
    LOCALLY_COMMITTED(true, true),
    /** The request has left the client and has not reached the coordinator. */
    COMMIT_LEFT(true, false),
    /** The coordinator has decided and answered; the answer is lost, and the client does not wait long. */
    COMMIT_ANSWER_LOST(true, false),
    /** The first branch is about to be undone. */
    ROLLBACK_TOLD(false, true),
    /** The first branch is about to drop its undo row. */
    COMMIT_TOLD(true, false),
    /** Killed after a local commit, and again while it recovers. */
    RECOVERY(true, true);

    private final boolean mayCommit;
    private final boolean mayRollBack;

    Moment(boolean mayCommit, boolean mayRollBack) {
        this.mayCommit = mayCommit;
        this.mayRollBack = mayRollBack;
    }

    /** Whether the buyer of the purchase may get this outcome. */
    boolean mayEndAs(Claim claim) {
        return (mayCommit && claim == Claim.COMMITTED) || (mayRollBack && claim == Claim.ROLLED_BACK);
    }

    /** Whether the purchase must go wrong after its last step. */
    boolean wantsRollback() {
        return this == ROLLBACK_TOLD;
    }
}
