package dev.assent.core;

import dev.assent.core.Reply.Stands;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;

/**
 * A global transaction: unknown, active, finishing, finished. One method per command, so that no state forgets one.
 * Every method but {@code decided}, {@code with} and their like only looks.
 */
sealed interface GlobalTx permits Unknown, Active, Finishing, Finished {

    Xid xid();

    Standing standing();

    default Stage stage() {
        return standing().stage();
    }

    Decision register(Command.Register request, Coordinator c, Instant now);

    Decision report(Command.Report report);

    /** Never refused: if it comes too late, the answer is the outcome that was first. */
    default Decision commit(Instant now) {
        return tell();
    }

    default Decision rollback() {
        return tell();
    }

    default Decision expire(Instant now) {
        return Decision.NOTHING;
    }

    default Decision answered(BranchId branch, Outcome told, BranchAnswer answer) {
        return Decision.NOTHING;
    }

    /** Whether the branch still has to be told the outcome. */
    default boolean owes(BranchId branch) {
        return false;
    }

    private Decision tell() {
        return Decision.answer(new Stands(xid(), standing()));
    }

    /** What the sender of a branch hears once the outcome is decided. */
    default Decision tooLate() {
        Stage stage = stage();
        boolean commit = stage == Stage.COMMITTING || stage == Stage.COMMIT_FAILED || stage == Stage.COMMITTED;
        return Decision.answer(commit ? CoreErrors.committed(xid()) : CoreErrors.rolledBack(xid(), standing()));
    }
}
