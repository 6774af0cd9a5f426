package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Answer.StatusOf;
import dev.assent.core.BranchAnswer.Failing;
import dev.assent.core.BranchAnswer.Never;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.DeliveryRecorded;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.Reply.ReportAccepted;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcome is decided and can never change, except by a saga's own engine; it is being delivered to the branches. */
record Finishing(TransactionView tx, OutcomeAndCause decision) implements GlobalTx {
    @Override
    public Xid xid() {
        return tx.xid();
    }

    Outcome outcome() {
        return decision.outcome();
    }

    @Override
    public TransactionStatus status() {
        return new TransactionStatus(state(), decision.cause(), isSettled(), false);
    }

    @Override
    public TransactionState state() {
        boolean failed = tx.isSaga() ? tx.engine().isGivenUp() : tx.branches().givenUp() > 0;
        if (failed) {
            return outcome() == COMMIT ? TransactionState.COMMIT_FAILED : TransactionState.ROLLBACK_FAILED;
        }
        return outcome() == COMMIT ? TransactionState.COMMITTING : TransactionState.ROLLING_BACK;
    }

    private boolean isSettled() {
        if (tx.isSaga()) {
            return tx.engine().isGivenUp();
        }
        return outcome() == COMMIT
                ? tx.branches().unsettledInCommit() == 0
                : tx.next() == null && tx.branches().parked() == tx.branches().givenUp();
    }

    @Override
    public TransactionDetails details() {
        boolean rollback = outcome() == ROLLBACK;
        Map<BranchId, BranchId> behind = tx.behind();
        List<TransactionDetails.Part> parts = new ArrayList<>();
        for (BranchState state : tx.branches().all()) {
            boolean locks =
                    rollback && !state.finished() && !state.branch().rows().isEmpty();
            parts.add(TransactionDetails.Part.of(
                    state, locks, behind.get(state.branch().id())));
        }
        if (tx.isSaga()) {
            parts.add(TransactionDetails.Part.of(tx.engine(), false, null));
        }
        return new TransactionDetails(xid(), status(), outcome(), tx.begun(), parts, tx.paused(), null);
    }

    @Override
    public Decision register(Command.Register request, View view, Instant now) {
        if (!tx.isSaga() || !BranchMode.of(request.type()).engineDecides()) {
            return tooLate();
        }
        return GlobalTx.registered(request, tx.branches())
                .orElseGet(() -> new BranchRegistration(view).admit(request, tx));
    }

    /**
     * Nothing is recorded any more. What a late report of AT says adds nothing to a decision. A report of another type is
     * accepted only if it repeats what is on record: that a branch has finished is no reason, since the record of it may be
     * lost in a crash, and then the outcome is delivered again with what was on record before.
     */
    @Override
    public Decision report(Command.Report report, View view) {
        Optional<BranchState> found = tx.branches().find(report.branch());
        if (found.isEmpty()) {
            return Decision.reply(CoreErrors.unknownBranch(xid(), report.branch()));
        }
        BranchState branch = found.get();
        if (tx.isSaga()) {
            return Active.accept(xid(), branch.branch(), report, view);
        }
        if (!report.isOfPhaseOne()) {
            return Decision.reply(CoreErrors.badReport(xid(), report.branch(), report.status()));
        }
        boolean repeats = branch.branch().equals(branch.branch().reported(report.status(), report.applicationData()));
        return repeats || branch.mode().acceptsLateReports() ? Decision.reply(new ReportAccepted()) : tooLate();
    }

    @Override
    public Decision sagaReport(SagaReport report) {
        return tx.isSaga() ? Saga.reported(this, report) : GlobalTx.super.sagaReport(report);
    }

    @Override
    public Decision operate(Command.Operate wish) {
        return wish.operation().decide(new OperatorAction(this, wish.reason()));
    }

    @Override
    public Decision recordDelivery(BranchId branch) {
        Answer answer = new StatusOf(xid());
        Optional<BranchState> state = unfinished(branch);
        return state.isEmpty() || state.get().recorded()
                ? Decision.answer(answer)
                : Decision.of(new DeliveryRecorded(xid(), branch)).then(answer);
    }

    @Override
    public Decision answered(Command.Answered said) {
        Optional<BranchState> found = unfinished(said.branch());
        if (said.outcome() != outcome() || said.turn() != tx.turn() || found.isEmpty()) {
            return Decision.NOTHING; // answered twice, or by an earlier process of the resource manager
        }
        BranchState branch = found.get();
        if (branch.isGivenUp()) {
            return said.answer().isFinal() ? end(branch, said.answer()) : Decision.NOTHING;
        }
        if (!isDue(branch)) {
            return Decision.NOTHING;
        }
        if (said.answer() instanceof Never never) {
            return park(branch, never.reason(), never.attempts(), false);
        }
        if (said.answer() instanceof Failing failing) {
            return branch.isParked() ? Decision.NOTHING : park(branch, failing.reason(), failing.attempts(), true);
        }
        return end(branch, said.answer());
    }

    private Decision end(BranchState branch, BranchAnswer answer) {
        return tx.isSaga() ? Saga.answered(this, answer) : finish(branch);
    }

    Decision park(BranchState branch, String reason, int attempts, boolean retried) {
        return Decision.of(new BranchParked(xid(), branch.branch().id(), reason, attempts, retried));
    }

    private Decision finish(BranchState branch) {
        BranchFinished fact = new BranchFinished(xid(), branch.branch().id());
        // a paused one that ends is resumed by record: were its end lost, nothing would be delivered again
        boolean endsPaused = tx.paused() != null && tx.branches().unfinished() == 1;
        return endsPaused ? Decision.of(new DeliveryResumed(xid()), fact) : Decision.of(fact);
    }

    /** The branch, or what stands for a saga's engine; empty if it has ended or is not a branch of this transaction. */
    Optional<BranchState> unfinished(BranchId branch) {
        if (tx.isSaga()) {
            return branch.equals(tx.engine().branch().id()) ? Optional.of(tx.engine()) : Optional.empty();
        }
        return tx.branches().find(branch).filter(state -> !state.finished());
    }

    /**
     * Whether the outcome has to be delivered to it now, unless an operator has paused that. Commit: all at once.
     * Rollback: last in, first out, one by one, since later work may stand on earlier work; branches that share a row
     * with a parked one wait behind it, and branches that keep failing are retried beside the others.
     */
    boolean isDue(BranchState state) {
        if (state.finished() || state.isGivenUp()) {
            return false;
        }
        return tx.isSaga()
                || outcome() == COMMIT
                || state.isParked()
                || state.branch().id().equals(tx.next());
    }
}
