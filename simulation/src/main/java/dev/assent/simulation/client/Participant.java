package dev.assent.simulation.client;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.database.FenceResult;
import dev.assent.simulation.database.UndoResult;
import dev.assent.simulation.database.XaEnd;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import org.jspecify.annotations.Nullable;

/** Carries out the outcome of a branch in its database, and says what a resource manager says of it. */
final class Participant {
    private final ClientProcess process;
    private final World world;

    Participant(ClientProcess process) {
        this.process = process;
        this.world = process.world();
    }

    /** @param mark of the branch's database; null if it is known by its name alone */
    BranchStatus carryOut(
            Database database, BranchType type, BranchKey branch, Outcome outcome, @Nullable DatabaseMark mark) {
        boolean commit = outcome == Outcome.COMMIT;
        if (mark != null && !database.hasUndo(branch) && !database.marks().is(mark)) {
            world.reached(Marker.NO_UNDO_ROW_AND_NO_MARK);
            process.marks().forget(database);
            return later(outcome); // this may be another database by now
        }
        return switch (type) {
            case AT -> commit ? forget(database, branch) : undo(database, branch);
            case XA -> commit ? commit(database, branch) : rollback(database, branch);
            case TCC -> fenced(database, branch, outcome);
            case SAGA, SAGA_ANNOTATION ->
                throw new Violation(Promise.RIGHT_ADDRESS, "Expected no order of that type, but got " + type);
        };
    }

    static BranchStatus done(Outcome outcome) {
        return outcome == Outcome.COMMIT ? BranchStatus.PHASE_TWO_COMMITTED : BranchStatus.PHASE_TWO_ROLLBACKED;
    }

    static BranchStatus later(Outcome outcome) {
        return outcome == Outcome.COMMIT
                ? BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE
                : BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
    }

    private BranchStatus forget(Database database, BranchKey branch) {
        if (!database.forget(branch, process.isAssent())) {
            throw wrongKind(branch);
        }
        return done(Outcome.COMMIT);
    }

    private BranchStatus undo(Database database, BranchKey branch) {
        if (process.faults().inject(Fault.UNDO_REFUSED).isPresent()) {
            database.refuseUndo(branch);
        }
        UndoResult result = database.undo(branch, process.isAssent());
        return switch (result) {
            case UNDONE, NOTHING_TO_UNDO -> done(Outcome.ROLLBACK);
            case BUSY -> later(Outcome.ROLLBACK);
            case DIRTY -> {
                // an order that was on its way when an operator ended the transaction finds rows that others got
                // meanwhile
                boolean forced = process.place().ledger().mayBeForced(branch.xid());
                if (!forced && !database.hasForeignWrite(branch)) {
                    throw new Violation(
                            Promise.EXACT_UNDO,
                            "Expected the rows of branch " + branch + " in " + database.name()
                                    + " to be as it left them, since no other writer changed them, but they are not");
                }
                world.reached(Marker.DIRTY_ROW_KEPT);
                yield BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
            }
            case REFUSED -> {
                world.reached(Marker.UNDO_REFUSED);
                yield BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
            }
            case FOREIGN_FORMAT -> throw wrongKind(branch);
        };
    }

    private BranchStatus commit(Database database, BranchKey branch) {
        return switch (database.prepared().commit(branch)) {
            case DONE -> done(Outcome.COMMIT);
            case UNKNOWN -> {
                world.reached(Marker.UNKNOWN_TO_THE_DATABASE);
                yield BranchStatus.PHASE_TWO_COMMIT_FAILED_XAER_NOTA_RETRYABLE;
            }
            case ROLLED_BACK_BY_HAND -> {
                world.reached(Marker.DECIDED_BY_HAND);
                yield BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE;
            }
        };
    }

    /** It cannot be prepared any more: ours knows that, Seata's says what the database said. */
    private BranchStatus rollback(Database database, BranchKey branch) {
        XaEnd end = database.prepared().rollback(branch);
        return end == XaEnd.DONE || process.isAssent()
                ? done(Outcome.ROLLBACK)
                : BranchStatus.PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE;
    }

    /** What is no success is retried for ever. */
    private BranchStatus fenced(Database database, BranchKey branch, Outcome outcome) {
        FenceResult result = outcome == Outcome.COMMIT
                ? database.reservations().confirm(branch)
                : database.reservations().cancel(branch);
        if (result == FenceResult.EMPTY) {
            world.reached(Marker.EMPTY_CANCEL);
        } else if (result == FenceResult.DONE_BEFORE) {
            world.reached(Marker.FENCED_AGAIN);
        }
        if (result == FenceResult.NO_TRY) {
            world.reached(Marker.CONFIRM_WITHOUT_TRY);
            process.place().ledger().confirmsNothing(branch);
        } else if (outcome == Outcome.COMMIT && result == FenceResult.DONE) {
            process.place().ledger().confirmed(branch);
        }
        return switch (result) {
            case DONE, DONE_BEFORE, EMPTY -> done(outcome);
            case NO_TRY, BUSY, OPPOSITE -> later(outcome);
        };
    }

    private Violation wrongKind(BranchKey branch) {
        return new Violation(
                Promise.RIGHT_ADDRESS,
                "Expected branch " + branch + " to be sent to its own kind of resource manager, but " + process
                        + " got it");
    }
}
