package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Answer.StatusOf;
import dev.assent.core.Answer.TooLate;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Reply.ReportAccepted;
import dev.assent.model.BranchId;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Branches may still join. Nothing is decided. */
record Active(TransactionView tx) implements GlobalTx {
    @Override
    public Xid xid() {
        return tx.xid();
    }

    @Override
    public TransactionStatus status() {
        return new TransactionStatus(TransactionState.ACTIVE, null, false, false);
    }

    @Override
    public TransactionDetails details() {
        List<TransactionDetails.Part> parts = new ArrayList<>();
        for (BranchState state : tx.branches().all()) {
            parts.add(TransactionDetails.Part.of(state, !state.branch().rows().isEmpty(), null));
        }
        return new TransactionDetails(xid(), status(), null, tx.begun(), parts, null, null);
    }

    @Override
    public Decision register(Command.Register request, View view, Instant now) {
        boolean ofEngine = BranchMode.of(request.type()).engineDecides();
        if (isLate(now) && !ofEngine) {
            return decide(ROLLBACK, Cause.TIMEOUT).then(new TooLate(xid()));
        }
        Optional<Decision> known = GlobalTx.registered(request, tx.branches());
        if (known.isPresent()) {
            return known.get();
        }
        boolean fits = tx.branches().isEmpty() || tx.isSaga() == ofEngine;
        return fits
                ? new BranchRegistration(view).admit(request, tx)
                : Decision.reply(CoreErrors.mixed(xid(), request.type()));
    }

    @Override
    public Decision lockable(Command.QueryLocks query, View view) {
        return new BranchRegistration(view).lockable(query);
    }

    /** A branch of it cannot be registered. */
    @Override
    public Decision breakDeadlock() {
        return decide(ROLLBACK, Cause.BRANCH).silent();
    }

    @Override
    public Decision report(Command.Report report, View view) {
        Optional<BranchState> branch = tx.branches().find(report.branch());
        if (branch.isEmpty()) {
            return Decision.reply(CoreErrors.unknownBranch(xid(), report.branch()));
        }
        if (!branch.get().mode().engineDecides() && !report.isOfPhaseOne()) {
            return Decision.reply(CoreErrors.badReport(xid(), report.branch(), report.status()));
        }
        return accept(xid(), branch.get().branch(), report, view);
    }

    static Decision accept(Xid xid, Branch branch, Command.Report report, View view) {
        if (branch.equals(branch.reported(report.status(), report.applicationData()))) {
            return Decision.reply(new ReportAccepted());
        }
        Optional<Reply> refusal = new BranchRegistration(view).roomFor(branch, report);
        return refusal.map(Decision::reply)
                .orElseGet(() -> Decision.of(
                                new BranchReported(xid, report.branch(), report.status(), report.applicationData()))
                        .then(new Answer.Known(new ReportAccepted())));
    }

    @Override
    public Decision commit(Instant now) {
        if (isLate(now)) {
            return decide(ROLLBACK, Cause.TIMEOUT);
        }
        boolean broken = tx.branches().forbiddingCommit() > 0;
        return broken ? decide(ROLLBACK, Cause.BRANCH) : decide(COMMIT, Cause.USER);
    }

    @Override
    public Decision rollback(Cause cause) {
        return decide(ROLLBACK, cause);
    }

    @Override
    public Decision expire(Instant now) {
        return isLate(now) ? decide(ROLLBACK, Cause.TIMEOUT).silent() : Decision.NOTHING;
    }

    @Override
    public Decision sagaReport(SagaReport report) {
        return tx.isSaga() ? Saga.reported(this, report) : GlobalTx.super.sagaReport(report);
    }

    @Override
    public Decision operate(Command.Operate wish) {
        return Decision.reply(CoreErrors.undecided(xid(), tx.begun().deadline()));
    }

    private boolean isLate(Instant now) {
        return !now.isBefore(tx.begun().deadline());
    }

    /** The fact names the branches that have no phase two, so that a later version replays the same. */
    Decision decide(Outcome outcome, Cause cause) {
        Event event = !tx.isJournaled()
                ? new EndedEmpty(xid(), outcome, cause)
                : outcome == COMMIT
                        ? new CommitDecided(xid(), withoutPhaseTwo(outcome))
                        : new RollbackDecided(xid(), cause, withoutPhaseTwo(outcome));
        return Decision.of(event).then(new StatusOf(xid()));
    }

    private List<BranchId> withoutPhaseTwo(Outcome outcome) {
        List<BranchId> over = new ArrayList<>(0);
        for (BranchState state : tx.branches().all()) {
            if (!state.mode().hasPhaseTwo(state.branch().status(), outcome)) {
                over.add(state.branch().id());
            }
        }
        return over;
    }
}
