package dev.assent.server.session;

import dev.assent.core.OutcomeAndCause;
import dev.assent.core.Refusal;
import dev.assent.core.SagaReport;
import dev.assent.core.TransactionState;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Cause;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Outcome;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.OutcomeDetail;

/**
 * Chooses the status of Seata that a client gets: of the statuses that are true, the one that makes the client raise an
 * error where it should. Assent's clients get the exact outcome beside it.
 */
public final class Projection {
    private Projection() {}

    public static GlobalStatus ofCommit(TransactionStatus status) {
        return switch (status.state()) {
            case UNKNOWN -> GlobalStatus.FINISHED;
            case ACTIVE -> GlobalStatus.BEGIN;
            case COMMITTED -> GlobalStatus.COMMITTED;
            case COMMITTING -> status.settled() ? GlobalStatus.COMMITTED : GlobalStatus.COMMIT_RETRYING;
            case COMMIT_FAILED, COMMIT_ABANDONED -> GlobalStatus.COMMIT_FAILED;
            // the only ones that make clients of 1.6 and later raise
            case ROLLING_BACK, ROLLBACK_FAILED, ROLLBACK_ABANDONED -> GlobalStatus.TIMEOUT_ROLLBACKING;
            case ROLLED_BACK -> GlobalStatus.TIMEOUT_ROLLBACKED;
        };
    }

    public static GlobalStatus ofRollback(TransactionStatus status) {
        return switch (status.state()) {
            case UNKNOWN -> GlobalStatus.FINISHED;
            case ACTIVE -> GlobalStatus.BEGIN;
            case COMMITTED, COMMITTING, COMMIT_FAILED, COMMIT_ABANDONED -> GlobalStatus.COMMITTED;
            case ROLLING_BACK -> GlobalStatus.ROLLBACK_RETRYING;
            case ROLLBACK_FAILED, ROLLBACK_ABANDONED -> GlobalStatus.ROLLBACK_FAILED;
            case ROLLED_BACK -> GlobalStatus.ROLLBACKED;
        };
    }

    /** Never {@link GlobalStatus#TIMEOUT_ROLLBACKED}: a client that polls for an end would not take it for one. */
    public static GlobalStatus ofStatus(TransactionStatus status) {
        return switch (status.state()) {
            case UNKNOWN -> GlobalStatus.FINISHED;
            case ACTIVE -> GlobalStatus.BEGIN;
            case COMMITTED -> GlobalStatus.COMMITTED;
            case COMMITTING -> status.settled() ? GlobalStatus.ASYNC_COMMITTING : GlobalStatus.COMMITTING;
            case COMMIT_FAILED, COMMIT_ABANDONED -> GlobalStatus.COMMIT_FAILED;
            case ROLLING_BACK ->
                status.cause() == Cause.TIMEOUT ? GlobalStatus.TIMEOUT_ROLLBACKING : GlobalStatus.ROLLBACKING;
            case ROLLBACK_FAILED, ROLLBACK_ABANDONED -> GlobalStatus.ROLLBACK_FAILED;
            case ROLLED_BACK -> GlobalStatus.ROLLBACKED;
        };
    }

    /** To a saga's engine, which has said how it goes on. */
    public static GlobalStatus ofReport(TransactionStatus status) {
        return switch (status.state()) {
            case COMMITTING -> GlobalStatus.COMMIT_RETRYING;
            case ROLLING_BACK -> GlobalStatus.ROLLBACK_RETRYING;
            default -> ofStatus(status);
        };
    }

    /** What the engine says, by the status it sends. */
    public static SagaReport sagaReport(GlobalStatus status) {
        return switch (status) {
            case COMMITTED -> SagaReport.DONE;
            case ROLLBACKED, FINISHED -> SagaReport.UNDONE;
            case ROLLBACK_RETRYING, TIMEOUT_ROLLBACK_RETRYING, UNKNOWN -> SagaReport.COMPENSATE;
            case COMMIT_RETRYING -> SagaReport.FORWARD;
            default -> SagaReport.NOTED;
        };
    }

    /** The name of Seata's status, by which a saga's engine learns why it is called. */
    public static String nameOfSaga(OutcomeAndCause decision) {
        if (decision.outcome() == Outcome.COMMIT) {
            return "CommitRetrying";
        }
        return switch (decision.cause()) {
            case TIMEOUT -> "TimeoutRollbacking";
            case BRANCH -> "RollbackRetrying";
            case USER, OPERATOR -> "Rollbacking";
        };
    }

    /** For our own clients: {@link OutcomeDetail}, encoded. The client makes the words. */
    public static String outcome(TransactionStatus status) {
        return new OutcomeDetail(code(status.state()), status.cause(), status.empty()).encoded();
    }

    private static OutcomeCode code(TransactionState state) {
        return switch (state) {
            case UNKNOWN -> OutcomeCode.UNKNOWN;
            case ACTIVE -> OutcomeCode.OPEN;
            case COMMITTING -> OutcomeCode.COMMITTING;
            case COMMITTED -> OutcomeCode.COMMITTED;
            case COMMIT_FAILED -> OutcomeCode.COMMIT_FAILED;
            case COMMIT_ABANDONED -> OutcomeCode.COMMIT_ABANDONED;
            case ROLLING_BACK -> OutcomeCode.ROLLING_BACK;
            case ROLLED_BACK -> OutcomeCode.ROLLED_BACK;
            case ROLLBACK_FAILED -> OutcomeCode.ROLLBACK_FAILED;
            case ROLLBACK_ABANDONED -> OutcomeCode.ROLLBACK_ABANDONED;
        };
    }

    /** The same for a refused request. A refusal does not say how far a rollback has come. */
    public static String outcome(Refusal reason) {
        OutcomeCode code = switch (reason) {
            case ROLLED_BACK -> OutcomeCode.ROLLING_BACK;
            case COMMITTED -> OutcomeCode.COMMITTING;
            case UNKNOWN_TRANSACTION -> OutcomeCode.UNKNOWN;
            case UNKNOWN_BRANCH,
                    LOCKED,
                    LOCKED_BY_ROLLBACK,
                    MALFORMED,
                    UNSUPPORTED,
                    OTHER_DATABASE,
                    UNDECIDED,
                    PAUSED,
                    ENDED,
                    NO_SPACE -> OutcomeCode.OPEN;
        };
        return OutcomeDetail.of(code).encoded();
    }

    /** @param otherwise for reasons that have no number of their own */
    public static ExceptionCode code(Refusal reason, ExceptionCode otherwise) {
        return switch (reason) {
            case UNKNOWN_TRANSACTION -> ExceptionCode.GLOBAL_TRANSACTION_NOT_EXIST;
            case UNKNOWN_BRANCH -> ExceptionCode.BRANCH_TRANSACTION_NOT_EXIST;
            case COMMITTED, ROLLED_BACK -> ExceptionCode.GLOBAL_TRANSACTION_NOT_ACTIVE;
            case LOCKED -> ExceptionCode.LOCK_KEY_CONFLICT;
            case LOCKED_BY_ROLLBACK -> ExceptionCode.LOCK_KEY_CONFLICT_FAIL_FAST;
            case NO_SPACE -> ExceptionCode.FAILED_STORE;
            case MALFORMED, UNSUPPORTED, OTHER_DATABASE, UNDECIDED, PAUSED, ENDED -> otherwise;
        };
    }
}
