package dev.assent.core;

import dev.assent.core.Answer.StatusOf;
import dev.assent.core.Answer.TooLate;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.model.BranchId;
import dev.assent.model.Cause;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.Optional;

/**
 * A global transaction as deciders see it: unknown, active, finishing, finished. One method per command, so that no state
 * forgets one. All of them only look.
 */
sealed interface GlobalTx permits Unknown, Active, Finishing, Finished {

    Xid xid();

    TransactionStatus status();

    TransactionDetails details();

    default TransactionState state() {
        return status().state();
    }

    Decision register(Command.Register request, View view, Instant now);

    Decision report(Command.Report report, View view);

    /** The asker may wait for the rows. Only an active transaction gets them. */
    default Decision lockable(Command.QueryLocks query, View view) {
        return tooLate();
    }

    default Decision breakDeadlock() {
        return Decision.NOTHING;
    }

    /** Refused, with the way out, unless there are deliveries that an operator can do something about. */
    Decision operate(Command.Operate wish);

    /** Never refused: if it comes too late, the answer is the outcome that was first. */
    default Decision commit(Instant now) {
        return answerStatus();
    }

    default Decision rollback(Cause cause) {
        return answerStatus();
    }

    default Decision expire(Instant now) {
        return Decision.NOTHING;
    }

    /** Changes nothing, unless the transaction is a saga's. */
    default Decision sagaReport(SagaReport report) {
        return answerStatus();
    }

    default Decision recordDelivery(BranchId branch) {
        return answerStatus();
    }

    default Decision answered(Command.Answered answer) {
        return Decision.NOTHING;
    }

    private Decision answerStatus() {
        return Decision.answer(new StatusOf(xid()));
    }

    /** What the sender of a branch hears once the outcome is decided. */
    default Decision tooLate() {
        return Decision.answer(new TooLate(xid()));
    }

    /** The answer to a request that has registered a branch already, or, if there is no room, to one that has not. */
    static Optional<Decision> registered(Command.Register request, BranchesView branches) {
        Optional<BranchId> known =
                request.request() == null ? Optional.empty() : branches.registeredBy(request.request());
        if (known.isPresent()) {
            return Optional.of(Decision.reply(new BranchAccepted(known.get())));
        }
        return request.noRoom() ? Optional.of(Decision.reply(CoreErrors.noSpace())) : Optional.empty();
    }
}
