package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Answer.StatusOf;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;

/**
 * What is different about a saga: its engine, not the coordinator, knows how to go on, so it is called once for the
 * whole transaction; and its outcome is provisional until the final report of the engine.
 */
final class Saga {
    private static final String BACK_AGAIN =
            "its engine wants to go forward again though it had turned to compensation";

    private Saga() {}

    static Decision reported(Active tx, SagaReport report) {
        return switch (report) {
            case DONE -> end(tx.xid(), COMMIT, Cause.USER);
            case UNDONE -> end(tx.xid(), ROLLBACK, Cause.USER);
            case COMPENSATE -> tx.decide(ROLLBACK, Cause.BRANCH);
            case FORWARD -> tx.decide(COMMIT, Cause.USER);
            case NOTED -> stands(tx.xid());
        };
    }

    static Decision reported(Finishing tx, SagaReport report) {
        return switch (report) {
            case DONE -> end(tx.xid(), COMMIT, cause(tx, COMMIT));
            case UNDONE -> end(tx.xid(), ROLLBACK, cause(tx, ROLLBACK));
            case COMPENSATE -> tx.outcome() == ROLLBACK ? stands(tx.xid()) : turn(tx);
            case FORWARD -> tx.outcome() == COMMIT || hasTurned(tx) ? stands(tx.xid()) : turn(tx);
            case NOTED -> stands(tx.xid());
        };
    }

    static Decision answered(Finishing tx, BranchAnswer answer) {
        if (answer instanceof BranchAnswer.Turned) {
            boolean back = tx.outcome() == ROLLBACK && hasTurned(tx);
            return back ? tx.park(tx.tx().engine(), BACK_AGAIN, 1, false) : turn(tx).silent();
        }
        Outcome done = answer instanceof BranchAnswer.OppositeDone ? opposite(tx.outcome()) : tx.outcome();
        return end(tx.xid(), done, cause(tx, done)).silent();
    }

    /** From going forward to compensation it turns once: there is no way back from there. */
    private static boolean hasTurned(Finishing tx) {
        return tx.decision().cause() == Cause.BRANCH;
    }

    private static Decision turn(Finishing tx) {
        Outcome to = opposite(tx.outcome());
        return Decision.of(new SagaTurned(tx.xid(), to, to == ROLLBACK ? Cause.BRANCH : Cause.USER))
                .then(new StatusOf(tx.xid()));
    }

    private static Decision end(Xid xid, Outcome outcome, Cause cause) {
        return Decision.of(new SagaEnded(xid, outcome, cause)).then(new StatusOf(xid));
    }

    private static Decision stands(Xid xid) {
        return Decision.answer(new StatusOf(xid));
    }

    /** The decider's, if it has come to what was decided; else the engine has changed its mind. */
    private static Cause cause(Finishing tx, Outcome done) {
        return done == tx.outcome() ? tx.decision().cause() : done == ROLLBACK ? Cause.BRANCH : Cause.USER;
    }

    private static Outcome opposite(Outcome outcome) {
        return outcome == COMMIT ? ROLLBACK : COMMIT;
    }
}
