package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.BranchAnswer.Never;
import dev.assent.core.Effect.CallOff;
import dev.assent.core.Effect.Ended;
import dev.assent.core.Effect.Settled;
import dev.assent.core.Reply.Stands;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What is different about a saga: its engine, not the coordinator, knows how to go on, so it is told once for the whole
 * transaction; and its outcome is provisional until the engine has said its last word.
 */
final class Saga {
    private Saga() {}

    static boolean is(Begun begun, List<Branch> branches) {
        return branches.isEmpty() ? begun.isSaga() : branches.get(0).type() == BranchType.SAGA;
    }

    /** Stands for the saga where a branch is told: {@code applicationId#group} is what its engine serves. */
    static Branch whole(Begun begun) {
        return new Branch(
                new BranchId(begun.xid().number().orElseThrow()),
                BranchType.SAGA,
                begun.by().applicationId() + '#' + begun.group(),
                List.of(),
                begun.by(),
                BranchStatus.REGISTERED,
                null,
                null);
    }

    static TransactionDetails.Part part(Finishing tx) {
        Branch whole = whole(tx.begun());
        return new TransactionDetails.Part(
                whole, false, false, tx.progress().parked(whole.id()).orElse(null), null);
    }

    static Decision reported(Active tx, SagaReport report) {
        return switch (report) {
            case DONE -> end(tx, COMMIT, Cause.USER);
            case UNDONE -> end(tx, ROLLBACK, Cause.USER);
            case COMPENSATE -> tx.decide(ROLLBACK, Cause.BRANCH);
            case FORWARD -> tx.decide(COMMIT, Cause.USER);
            case NOTED -> Decision.answer(new Stands(tx.xid(), tx.standing()));
        };
    }

    static Decision reported(Finishing tx, SagaReport report) {
        Decision stands = Decision.answer(new Stands(tx.xid(), tx.standing()));
        return switch (report) {
            case DONE -> end(tx, COMMIT, cause(tx, COMMIT));
            case UNDONE -> end(tx, ROLLBACK, cause(tx, ROLLBACK));
            case COMPENSATE -> tx.outcome() == ROLLBACK ? stands : turn(tx);
            case FORWARD -> tx.outcome() == COMMIT || hasTurned(tx) ? stands : turn(tx);
            case NOTED -> stands;
        };
    }

    static Decision answered(Finishing tx, BranchAnswer answer) {
        if (answer instanceof BranchAnswer.Turned) {
            boolean back = tx.outcome() == ROLLBACK && hasTurned(tx);
            return back
                    ? tx.answered(whole(tx.begun()).id(), ROLLBACK, new Never(BACK_AGAIN, 1))
                    : turn(tx).reply(null);
        }
        Outcome done = answer instanceof BranchAnswer.OppositeDone ? opposite(tx.outcome()) : tx.outcome();
        return end(tx, done, cause(tx, done)).reply(null);
    }

    private static final String BACK_AGAIN =
            "its engine wants to go forward again though it had turned to compensation";

    /** From going forward to compensation it turns once: there is no way back from there. */
    private static boolean hasTurned(Finishing tx) {
        return tx.verdict().cause() == Cause.BRANCH;
    }

    private static Decision turn(Finishing tx) {
        Outcome to = opposite(tx.outcome());
        SagaTurned event = new SagaTurned(tx.xid(), to, to == ROLLBACK ? Cause.BRANCH : Cause.USER);
        Finishing next = turned(tx, event);
        List<Effect> effects = new ArrayList<>(List.of(new CallOff(tx.xid())));
        effects.addAll(next.deliveries());
        return Decision.of(event).reply(new Stands(tx.xid(), next.standing())).run(effects);
    }

    /** Who was given up on the one way has not been asked to go the other. */
    static Finishing turned(Finishing tx, SagaTurned event) {
        Progress fresh = Progress.NONE.stopped(tx.progress().stopped());
        return new Finishing(tx.begun(), new OutcomeAndCause(event.outcome(), event.cause()), tx.branches(), fresh);
    }

    private static Decision end(GlobalTx tx, Outcome outcome, Cause cause) {
        Finished next = new Finished(tx.xid(), new Ending(outcome, cause, false, false));
        List<Effect> effects = new ArrayList<>(List.of(new CallOff(tx.xid())));
        if (outcome == ROLLBACK) {
            effects.add(new Ended(tx.story().ended(next)));
        }
        effects.add(new Settled(tx.xid(), next.standing()));
        return Decision.of(new SagaEnded(tx.xid(), outcome, cause))
                .reply(new Stands(tx.xid(), next.standing()))
                .run(effects);
    }

    /** The decider's, if it has come to what was decided; else the engine has changed its mind. */
    private static Cause cause(Finishing tx, Outcome done) {
        return done == tx.outcome() ? tx.verdict().cause() : done == ROLLBACK ? Cause.BRANCH : Cause.USER;
    }

    private static Outcome opposite(Outcome outcome) {
        return outcome == COMMIT ? ROLLBACK : COMMIT;
    }
}
