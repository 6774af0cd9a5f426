package dev.assent.server.delivery;

import dev.assent.core.BranchAnswer;
import dev.assent.core.BranchAnswer.Never;
import dev.assent.model.BranchStatus;
import dev.assent.model.Outcome;
import java.util.Optional;

/** What a participant's status means for the outcome that was delivered to it. */
final class PhaseTwoStatuses {
    private PhaseTwoStatuses() {}

    /** Empty if it should be called again. */
    static Optional<BranchAnswer> of(Delivery delivery, BranchStatus status) {
        boolean commit = delivery.outcome() == Outcome.COMMIT;
        if (status == (commit ? BranchStatus.PHASE_TWO_COMMITTED : BranchStatus.PHASE_TWO_ROLLBACKED)) {
            return Optional.of(BranchAnswer.DONE);
        }
        if (status == never(commit)) {
            return Optional.of(new Never(
                    commit
                            ? "its resource manager says that it can never commit"
                            : "its resource manager says that it can never be undone: its rows may have been changed"
                                    + " from outside",
                    delivery.attempts()));
        }
        if (delivery.isOfSaga()) {
            return ofSaga(commit, status);
        }
        if (status == unknownToDatabase(commit)) {
            // an earlier call may have done it; if there was none, the database ended the branch by itself
            return Optional.of(
                    delivery.wentUnanswered()
                            ? BranchAnswer.DONE
                            : new Never(
                                    "its database does not know it (XAER_NOTA), though no earlier call can have ended it",
                                    delivery.attempts()));
        }
        return Optional.empty();
    }

    /**
     * What the answer to a call that was given up means: that it is done is true whichever call it answers. Of anything else
     * the later call says more.
     */
    static Optional<BranchAnswer> ofOldCall(Delivery delivery, BranchStatus status) {
        boolean unknown = status == unknownToDatabase(delivery.outcome() == Outcome.COMMIT);
        return unknown ? Optional.empty() : of(delivery, status).filter(BranchAnswer::isFinal);
    }

    /** A saga's engine goes its own way: forward by what it says of a rollback, back by what it says of a commit. */
    private static Optional<BranchAnswer> ofSaga(boolean commit, BranchStatus status) {
        if (commit) {
            return switch (status) {
                case PHASE_TWO_ROLLBACKED, PHASE_ONE_FAILED -> Optional.of(BranchAnswer.OPPOSITE_DONE);
                case PHASE_TWO_ROLLBACK_FAILED_RETRYABLE -> Optional.of(BranchAnswer.TURNED);
                default -> Optional.empty();
            };
        }
        return status == BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE
                ? Optional.of(BranchAnswer.TURNED)
                : Optional.empty();
    }

    private static BranchStatus never(boolean commit) {
        return commit
                ? BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE
                : BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
    }

    private static BranchStatus unknownToDatabase(boolean commit) {
        return commit
                ? BranchStatus.PHASE_TWO_COMMIT_FAILED_XAER_NOTA_RETRYABLE
                : BranchStatus.PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE;
    }
}
