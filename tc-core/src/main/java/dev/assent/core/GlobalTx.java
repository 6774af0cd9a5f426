package dev.assent.core;

import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Stands;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A global transaction: unknown, active, finishing, finished. One method per command, so that no state forgets one.
 * Every method but {@code decided}, {@code with} and their like only looks.
 */
sealed interface GlobalTx permits Unknown, Active, Finishing, Finished {

    Xid xid();

    TransactionStatus standing();

    TransactionDetails story();

    default TransactionState stage() {
        return standing().stage();
    }

    Decision register(Command.Register request, Coordinator c, Instant now);

    Decision report(Command.Report report);

    /** Refused, with the way out, unless there are branches left to tell. */
    Decision operate(Function<Intervention, Decision> wish);

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

    /** Of a transaction that is none of a saga's, it changes nothing. */
    default Decision sagaReport(SagaReport report) {
        return tell();
    }

    default Decision tell(BranchId branch) {
        return tell();
    }

    default Decision answered(BranchId branch, Outcome told, BranchAnswer answer) {
        return Decision.NOTHING;
    }

    /** Whether the branch still has to do as told. */
    default boolean owes(BranchId branch) {
        return false;
    }

    private Decision tell() {
        return Decision.answer(new Stands(xid(), standing()));
    }

    /** What the sender of a branch hears once the outcome is decided. */
    default Decision tooLate() {
        return Decision.answer(
                stage().isCommit() ? CoreErrors.committed(xid()) : CoreErrors.rolledBack(xid(), standing()));
    }

    /** The answer to a request that has registered a branch already, or, if there is no room, to one that has not. */
    static Optional<Decision> registered(Command.Register request, List<Branch> branches) {
        for (Branch branch : branches) {
            if (branch.request() != null && branch.request().equals(request.request())) {
                return Optional.of(Decision.answer(new BranchAccepted(branch.id())));
            }
        }
        return request.noRoom() ? Optional.of(Decision.answer(CoreErrors.noSpace())) : Optional.empty();
    }

    static Optional<Branch> find(BranchId id, List<Branch> branches) {
        for (Branch branch : branches) {
            if (branch.id().equals(id)) {
                return Optional.of(branch);
            }
        }
        return Optional.empty();
    }
}
