package dev.assent.crash;

import dev.assent.demo.audit.Claim;
import java.util.Set;

/** When the coordinator is killed, in the life of one purchase, and how that may end. */
enum Moment {
    /** The transaction has no branch yet, so nobody remembers it. */
    AFTER_BEGIN(Set.of(Claim.ROLLED_BACK)),
    /** The answer is there, the local commit is not. */
    FIRST_BRANCH_REGISTERED(Set.of(Claim.COMMITTED, Claim.ROLLED_BACK)),
    LAST_BRANCH_REGISTERED(Set.of(Claim.COMMITTED, Claim.ROLLED_BACK)),
    LOCALLY_COMMITTED(Set.of(Claim.COMMITTED, Claim.ROLLED_BACK)),
    /** The request has left the client and has not reached the coordinator. */
    COMMIT_LEFT(Set.of(Claim.COMMITTED)),
    /** The coordinator has decided and answered; the answer is lost, and the client does not wait long. */
    COMMIT_ANSWER_LOST(Set.of(Claim.COMMITTED)),
    /** The first branch is about to be undone. */
    ROLLBACK_TOLD(Set.of(Claim.ROLLED_BACK)),
    /** The first branch is about to drop its undo row. */
    COMMIT_TOLD(Set.of(Claim.COMMITTED)),
    /** Killed after a local commit, and again while it recovers. */
    RECOVERY(Set.of(Claim.COMMITTED, Claim.ROLLED_BACK));

    private final Set<Claim> endings;

    Moment(Set<Claim> endings) {
        this.endings = endings;
    }

    /** What the one whose purchase it was may be told. */
    Set<Claim> endings() {
        return endings;
    }

    /** Whether the purchase must go wrong after its last step. */
    boolean wantsRollback() {
        return this == ROLLBACK_TOLD;
    }
}
