package dev.assent.core;

import static dev.assent.core.TransactionState.ACTIVE;
import static dev.assent.core.TransactionState.COMMITTED;
import static dev.assent.core.TransactionState.COMMITTING;
import static dev.assent.core.TransactionState.COMMIT_ABANDONED;
import static dev.assent.core.TransactionState.COMMIT_FAILED;
import static dev.assent.core.TransactionState.ROLLBACK_ABANDONED;
import static dev.assent.core.TransactionState.ROLLBACK_FAILED;
import static dev.assent.core.TransactionState.ROLLED_BACK;
import static dev.assent.core.TransactionState.ROLLING_BACK;
import static dev.assent.core.TransactionState.UNKNOWN;

import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.DeliveryPaused;
import dev.assent.core.PhaseTwoEvent.DeliveryRecorded;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.core.SnapshotEvent.BranchRestored;
import dev.assent.core.SnapshotEvent.Restored;

/** Every step a global transaction may take, live or in replay. What is not in this table cannot happen. */
public enum Transition {
    BEGIN(UNKNOWN, Began.class, ACTIVE),
    JOIN(ACTIVE, BranchRegistered.class, ACTIVE),
    REPORT(ACTIVE, BranchReported.class, ACTIVE),
    COMMIT(ACTIVE, CommitDecided.class, COMMITTING),
    COMMIT_WITHOUT_PHASE_TWO(ACTIVE, CommitDecided.class, COMMITTED),
    COMMIT_EMPTY(ACTIVE, EndedEmpty.class, COMMITTED),
    ROLL_BACK(ACTIVE, RollbackDecided.class, ROLLING_BACK),
    ROLL_BACK_WITHOUT_PHASE_TWO(ACTIVE, RollbackDecided.class, ROLLED_BACK),
    ROLL_BACK_EMPTY(ACTIVE, EndedEmpty.class, ROLLED_BACK),

    RECORD_COMMIT(COMMITTING, DeliveryRecorded.class, COMMITTING),
    RECORD_COMMIT_BESIDE_FAILED(COMMIT_FAILED, DeliveryRecorded.class, COMMIT_FAILED),
    BRANCH_COMMITTED(COMMITTING, BranchFinished.class, COMMITTING),
    LAST_BRANCH_COMMITTED(COMMITTING, BranchFinished.class, COMMITTED),
    BRANCH_KEEPS_FAILING_TO_COMMIT(COMMITTING, BranchParked.class, COMMITTING),
    BRANCH_CANNOT_COMMIT(COMMITTING, BranchParked.class, COMMIT_FAILED),
    FAILED_BRANCH_COMMITTED(COMMIT_FAILED, BranchFinished.class, COMMITTING),
    LAST_FAILED_BRANCH_COMMITTED(COMMIT_FAILED, BranchFinished.class, COMMITTED),
    OTHER_BRANCH_COMMITTED(COMMIT_FAILED, BranchFinished.class, COMMIT_FAILED),
    OTHER_BRANCH_CANNOT_COMMIT(COMMIT_FAILED, BranchParked.class, COMMIT_FAILED),

    RECORD_ROLLBACK(ROLLING_BACK, DeliveryRecorded.class, ROLLING_BACK),
    RECORD_ROLLBACK_BESIDE_FAILED(ROLLBACK_FAILED, DeliveryRecorded.class, ROLLBACK_FAILED),
    BRANCH_ROLLED_BACK(ROLLING_BACK, BranchFinished.class, ROLLING_BACK),
    LAST_BRANCH_ROLLED_BACK(ROLLING_BACK, BranchFinished.class, ROLLED_BACK),
    BRANCH_KEEPS_FAILING_TO_ROLL_BACK(ROLLING_BACK, BranchParked.class, ROLLING_BACK),
    BRANCH_CANNOT_ROLL_BACK(ROLLING_BACK, BranchParked.class, ROLLBACK_FAILED),
    FAILED_BRANCH_ROLLED_BACK(ROLLBACK_FAILED, BranchFinished.class, ROLLING_BACK),
    LAST_FAILED_BRANCH_ROLLED_BACK(ROLLBACK_FAILED, BranchFinished.class, ROLLED_BACK),
    OTHER_BRANCH_ROLLED_BACK(ROLLBACK_FAILED, BranchFinished.class, ROLLBACK_FAILED),
    OTHER_BRANCH_CANNOT_ROLL_BACK(ROLLBACK_FAILED, BranchParked.class, ROLLBACK_FAILED),

    RETRY_COMMIT(COMMITTING, RetryAsked.class, COMMITTING),
    RETRY_FAILED_COMMIT(COMMIT_FAILED, RetryAsked.class, COMMITTING),
    RETRY_ROLLBACK(ROLLING_BACK, RetryAsked.class, ROLLING_BACK),
    RETRY_FAILED_ROLLBACK(ROLLBACK_FAILED, RetryAsked.class, ROLLING_BACK),
    PAUSE_COMMITTING(COMMITTING, DeliveryPaused.class, COMMITTING),
    PAUSE_COMMIT_FAILED(COMMIT_FAILED, DeliveryPaused.class, COMMIT_FAILED),
    PAUSE_ROLLING_BACK(ROLLING_BACK, DeliveryPaused.class, ROLLING_BACK),
    PAUSE_ROLLBACK_FAILED(ROLLBACK_FAILED, DeliveryPaused.class, ROLLBACK_FAILED),
    RESUME_COMMITTING(COMMITTING, DeliveryResumed.class, COMMITTING),
    RESUME_COMMIT_FAILED(COMMIT_FAILED, DeliveryResumed.class, COMMIT_FAILED),
    RESUME_ROLLING_BACK(ROLLING_BACK, DeliveryResumed.class, ROLLING_BACK),
    RESUME_ROLLBACK_FAILED(ROLLBACK_FAILED, DeliveryResumed.class, ROLLBACK_FAILED),
    FORCE_COMMITTING(COMMITTING, Abandoned.class, COMMIT_ABANDONED),
    FORCE_COMMIT_FAILED(COMMIT_FAILED, Abandoned.class, COMMIT_ABANDONED),
    FORCE_ROLLING_BACK(ROLLING_BACK, Abandoned.class, ROLLBACK_ABANDONED),
    FORCE_ROLLBACK_FAILED(ROLLBACK_FAILED, Abandoned.class, ROLLBACK_ABANDONED),

    SAGA_JOIN_COMMITTING(COMMITTING, BranchRegistered.class, COMMITTING),
    SAGA_JOIN_COMMIT_FAILED(COMMIT_FAILED, BranchRegistered.class, COMMIT_FAILED),
    SAGA_JOIN_ROLLING_BACK(ROLLING_BACK, BranchRegistered.class, ROLLING_BACK),
    SAGA_JOIN_ROLLBACK_FAILED(ROLLBACK_FAILED, BranchRegistered.class, ROLLBACK_FAILED),
    SAGA_REPORT_COMMITTING(COMMITTING, BranchReported.class, COMMITTING),
    SAGA_REPORT_COMMIT_FAILED(COMMIT_FAILED, BranchReported.class, COMMIT_FAILED),
    SAGA_REPORT_ROLLING_BACK(ROLLING_BACK, BranchReported.class, ROLLING_BACK),
    SAGA_REPORT_ROLLBACK_FAILED(ROLLBACK_FAILED, BranchReported.class, ROLLBACK_FAILED),
    SAGA_DONE_ACTIVE(ACTIVE, SagaEnded.class, COMMITTED),
    SAGA_UNDONE_ACTIVE(ACTIVE, SagaEnded.class, ROLLED_BACK),
    SAGA_DONE_COMMITTING(COMMITTING, SagaEnded.class, COMMITTED),
    SAGA_UNDONE_COMMITTING(COMMITTING, SagaEnded.class, ROLLED_BACK),
    SAGA_DONE_COMMIT_FAILED(COMMIT_FAILED, SagaEnded.class, COMMITTED),
    SAGA_UNDONE_COMMIT_FAILED(COMMIT_FAILED, SagaEnded.class, ROLLED_BACK),
    SAGA_DONE_ROLLING_BACK(ROLLING_BACK, SagaEnded.class, COMMITTED),
    SAGA_UNDONE_ROLLING_BACK(ROLLING_BACK, SagaEnded.class, ROLLED_BACK),
    SAGA_DONE_ROLLBACK_FAILED(ROLLBACK_FAILED, SagaEnded.class, COMMITTED),
    SAGA_UNDONE_ROLLBACK_FAILED(ROLLBACK_FAILED, SagaEnded.class, ROLLED_BACK),
    SAGA_TURNS_COMMITTING(COMMITTING, SagaTurned.class, ROLLING_BACK),
    SAGA_TURNS_COMMIT_FAILED(COMMIT_FAILED, SagaTurned.class, ROLLING_BACK),
    SAGA_TURNS_ROLLING_BACK(ROLLING_BACK, SagaTurned.class, COMMITTING),
    SAGA_TURNS_ROLLBACK_FAILED(ROLLBACK_FAILED, SagaTurned.class, COMMITTING),

    REPLAY_FIRST_BRANCH(UNKNOWN, BranchRegistered.class, ACTIVE),
    RESTORE_ACTIVE(UNKNOWN, Restored.class, ACTIVE),
    RESTORE_COMMITTING(UNKNOWN, Restored.class, COMMITTING),
    RESTORE_ROLLING_BACK(UNKNOWN, Restored.class, ROLLING_BACK),
    RESTORE_COMMIT_FAILED(UNKNOWN, Restored.class, COMMIT_FAILED),
    RESTORE_ROLLBACK_FAILED(UNKNOWN, Restored.class, ROLLBACK_FAILED),
    RESTORE_BRANCH_OF_ACTIVE(ACTIVE, BranchRestored.class, ACTIVE),
    RESTORE_BRANCH_OF_COMMITTING(COMMITTING, BranchRestored.class, COMMITTING),
    RESTORE_BRANCH_OF_ROLLING_BACK(ROLLING_BACK, BranchRestored.class, ROLLING_BACK),
    RESTORE_FAILED_BRANCH_OF_COMMITTING(COMMITTING, BranchRestored.class, COMMIT_FAILED),
    RESTORE_FAILED_BRANCH_OF_ROLLING_BACK(ROLLING_BACK, BranchRestored.class, ROLLBACK_FAILED),
    RESTORE_BRANCH_OF_COMMIT_FAILED(COMMIT_FAILED, BranchRestored.class, COMMIT_FAILED),
    RESTORE_BRANCH_OF_ROLLBACK_FAILED(ROLLBACK_FAILED, BranchRestored.class, ROLLBACK_FAILED);

    private static final Transition[] TABLE = values();

    private final TransactionState from;
    private final Class<? extends OfTransaction> event;
    private final TransactionState to;

    Transition(TransactionState from, Class<? extends OfTransaction> event, TransactionState to) {
        this.from = from;
        this.event = event;
        this.to = to;
    }

    /** @throws IllegalStateException if there is none: a journal we did not write, or a mistake of ours */
    static Transition of(TransactionState from, OfTransaction event, TransactionState to) {
        for (Transition row : TABLE) {
            if (row.from == from && row.event == event.getClass() && row.to == to) {
                return row;
            }
        }
        throw new IllegalStateException("Expected a known transition of transaction " + event.xid() + ", but "
                + event.getClass().getSimpleName() + " would lead from " + from + " to " + to);
    }
}
