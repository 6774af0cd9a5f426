package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Effect.Ended;
import dev.assent.core.Effect.WakeAt;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Reply.ReportAccepted;
import dev.assent.core.Reply.Stands;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Branches may still join. Nothing is decided. */
record Active(Begun begun, List<Branch> branches) implements GlobalTx {
    Active {
        branches = List.copyOf(branches);
    }

    @Override
    public Xid xid() {
        return begun.xid();
    }

    @Override
    public TransactionStatus standing() {
        return new TransactionStatus(stage(), null, false, false);
    }

    @Override
    public TransactionState stage() {
        return TransactionState.ACTIVE;
    }

    @Override
    public TransactionDetails story() {
        List<TransactionDetails.Part> parts = branches.stream()
                .map(b -> new TransactionDetails.Part(b, false, !b.rows().isEmpty(), null, null))
                .toList();
        return new TransactionDetails(xid(), standing(), null, begun, parts, null, null);
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        if (isLate(now) && request.type() != BranchType.SAGA) {
            Decision rolledBack = decide(ROLLBACK, Cause.TIMEOUT);
            return rolledBack.reply(CoreErrors.rolledBack(
                    xid(), decided(ROLLBACK, Cause.TIMEOUT).standing()));
        }
        Optional<Decision> known = GlobalTx.registered(request, branches);
        if (known.isPresent()) {
            return known.get();
        }
        boolean fits = branches.isEmpty() || Saga.is(begun, branches) == (request.type() == BranchType.SAGA);
        return fits
                ? c.admission().admit(request, xid(), isJournaled() ? null : begun)
                : Decision.answer(CoreErrors.mixed(xid(), request.type()));
    }

    @Override
    public Decision report(Command.Report report) {
        Optional<Branch> branch = GlobalTx.find(report.branch(), branches);
        if (branch.isEmpty()) {
            return Decision.answer(CoreErrors.unknownBranch(xid(), report.branch()));
        }
        if (branch.get().type() != BranchType.SAGA && !report.isOfPhaseOne()) {
            return Decision.answer(CoreErrors.badReport(xid(), report.branch(), report.status()));
        }
        return accept(xid(), branch.get(), report);
    }

    static Decision accept(Xid xid, Branch branch, Command.Report report) {
        boolean news = !branch.equals(branch.reported(report.status(), report.applicationData()));
        Decision known = news
                ? Decision.of(new BranchReported(xid, report.branch(), report.status(), report.applicationData()))
                : Decision.NOTHING;
        return known.reply(new ReportAccepted());
    }

    @Override
    public Decision commit(Instant now) {
        if (isLate(now)) {
            return decide(ROLLBACK, Cause.TIMEOUT);
        }
        boolean broken = branches.stream()
                .anyMatch(b -> b.type() == BranchType.XA && b.status() == BranchStatus.PHASE_ONE_FAILED);
        return broken ? decide(ROLLBACK, Cause.BRANCH) : decide(COMMIT, Cause.USER);
    }

    @Override
    public Decision rollback() {
        return decide(ROLLBACK, Cause.USER);
    }

    @Override
    public Decision expire(Instant now) {
        return isLate(now)
                ? decide(ROLLBACK, Cause.TIMEOUT).reply(null)
                : Decision.NOTHING.run(List.of(new WakeAt(xid(), begun.deadline()))); // a timer that rounds down
    }

    @Override
    public Decision sagaReport(SagaReport report) {
        return Saga.is(begun, branches) ? Saga.reported(this, report) : GlobalTx.super.sagaReport(report);
    }

    @Override
    public Decision operate(Function<Intervention, Decision> wish) {
        return Decision.answer(CoreErrors.undecided(xid(), begun.deadline()));
    }

    private boolean isLate(Instant now) {
        return !now.isBefore(begun.deadline());
    }

    /** Whether the journal knows it. */
    boolean isJournaled() {
        return begun.isSaga() || !branches.isEmpty();
    }

    Decision decide(Outcome outcome, Cause cause) {
        Event event = !isJournaled()
                ? new EndedEmpty(xid(), outcome, cause)
                : outcome == COMMIT ? new CommitDecided(xid()) : new RollbackDecided(xid(), cause);
        GlobalTx next = decided(outcome, cause);
        List<Effect> effects = new ArrayList<>();
        if (next instanceof Finishing finishing) {
            effects.addAll(finishing.deliveries());
        } else if (outcome == ROLLBACK && !branches.isEmpty()) {
            effects.add(new Ended(story().ended(next)));
        }
        return Decision.of(event).reply(new Stands(xid(), next.standing())).run(effects);
    }

    boolean has(BranchId id) {
        return GlobalTx.find(id, branches).isPresent();
    }

    Active with(Branch branch) {
        List<Branch> more = new ArrayList<>(branches.size() + 1);
        more.addAll(branches);
        more.add(branch);
        return new Active(begun, more);
    }

    Active reported(BranchId id, BranchStatus status, @Nullable String data) {
        return new Active(begun, Branch.reported(branches, id, status, data));
    }

    GlobalTx decided(Outcome outcome, Cause cause) {
        OutcomeAndCause verdict = new OutcomeAndCause(outcome, cause);
        if (Saga.is(begun, branches)) {
            return new Finishing(begun, verdict, branches, Progress.NONE);
        }
        List<BranchId> over = branches.stream()
                .filter(branch -> !hasPhaseTwo(branch, outcome))
                .map(Branch::id)
                .toList();
        return over.size() == branches.size()
                ? new Finished(xid(), new Ending(outcome, cause, branches.isEmpty(), false))
                : new Finishing(
                        begun, verdict, branches, over.isEmpty() ? Progress.NONE : Progress.NONE.finished(over));
    }

    /**
     * An XA branch that failed or only read has ended in its database already; a failed AT branch may not have. An
     * annotated saga step has nothing to confirm, and its client cannot even answer.
     */
    private static boolean hasPhaseTwo(Branch branch, Outcome outcome) {
        return switch (branch.type()) {
            case XA ->
                branch.status() != BranchStatus.PHASE_ONE_FAILED && branch.status() != BranchStatus.PHASE_ONE_RDONLY;
            case SAGA_ANNOTATION -> outcome == ROLLBACK;
            case AT, TCC, SAGA -> true;
        };
    }
}
