package dev.assent.core;

import static dev.assent.core.Stage.ACTIVE;
import static dev.assent.core.Stage.COMMITTED;
import static dev.assent.core.Stage.COMMITTING;
import static dev.assent.core.Stage.COMMIT_FAILED;
import static dev.assent.core.Stage.ROLLBACK_FAILED;
import static dev.assent.core.Stage.ROLLED_BACK;
import static dev.assent.core.Stage.ROLLING_BACK;
import static dev.assent.core.Stage.UNKNOWN;

import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchFinished;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.BranchRestored;
import dev.assent.core.Event.BranchStuck;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Event.Restored;
import dev.assent.core.Event.RollbackDecided;

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

    BRANCH_COMMITTED(COMMITTING, BranchFinished.class, COMMITTING),
    LAST_BRANCH_COMMITTED(COMMITTING, BranchFinished.class, COMMITTED),
    BRANCH_CANNOT_COMMIT(COMMITTING, BranchStuck.class, COMMIT_FAILED),
    OTHER_BRANCH_COMMITTED(COMMIT_FAILED, BranchFinished.class, COMMIT_FAILED),
    OTHER_BRANCH_CANNOT_COMMIT(COMMIT_FAILED, BranchStuck.class, COMMIT_FAILED),

    BRANCH_ROLLED_BACK(ROLLING_BACK, BranchFinished.class, ROLLING_BACK),
    LAST_BRANCH_ROLLED_BACK(ROLLING_BACK, BranchFinished.class, ROLLED_BACK),
    BRANCH_CANNOT_ROLL_BACK(ROLLING_BACK, BranchStuck.class, ROLLBACK_FAILED),

    REPLAY_FIRST_BRANCH(UNKNOWN, BranchRegistered.class, ACTIVE),
    RESTORE_ACTIVE(UNKNOWN, Restored.class, ACTIVE),
    RESTORE_COMMITTING(UNKNOWN, Restored.class, COMMITTING),
    RESTORE_ROLLING_BACK(UNKNOWN, Restored.class, ROLLING_BACK),
    RESTORE_COMMIT_FAILED(UNKNOWN, Restored.class, COMMIT_FAILED),
    RESTORE_ROLLBACK_FAILED(UNKNOWN, Restored.class, ROLLBACK_FAILED),
    RESTORE_BRANCH_OF_ACTIVE(ACTIVE, BranchRestored.class, ACTIVE),
    RESTORE_BRANCH_OF_COMMITTING(COMMITTING, BranchRestored.class, COMMITTING),
    RESTORE_BRANCH_OF_ROLLING_BACK(ROLLING_BACK, BranchRestored.class, ROLLING_BACK),
    RESTORE_BRANCH_OF_COMMIT_FAILED(COMMIT_FAILED, BranchRestored.class, COMMIT_FAILED),
    RESTORE_BRANCH_OF_ROLLBACK_FAILED(ROLLBACK_FAILED, BranchRestored.class, ROLLBACK_FAILED);

    private static final Transition[] TABLE = values();

    private final Stage from;
    private final Class<? extends OfTransaction> event;
    private final Stage to;

    Transition(Stage from, Class<? extends OfTransaction> event, Stage to) {
        this.from = from;
        this.event = event;
        this.to = to;
    }

    /** @throws IllegalStateException if there is none: a journal we did not write, or a mistake of ours */
    static Transition of(Stage from, OfTransaction event, Stage to) {
        for (Transition row : TABLE) {
            if (row.from == from && row.event == event.getClass() && row.to == to) {
                return row;
            }
        }
        throw new IllegalStateException("Expected a known transition of transaction " + event.xid() + ", but "
                + event.getClass().getSimpleName() + " would lead from " + from + " to " + to);
    }
}
