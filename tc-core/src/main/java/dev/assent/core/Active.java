package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Effect.WakeAt;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Event.Verdict;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.ReportAccepted;
import dev.assent.core.Reply.Stands;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Branches may still join. Nothing is decided. */
record Active(Begun begun, List<Branch> branches) implements GlobalTx {
    public Active {
        branches = List.copyOf(branches);
    }

    @Override
    public Xid xid() {
        return begun.xid();
    }

    @Override
    public Standing standing() {
        return new Standing(Stage.ACTIVE, null, false, false);
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        if (isLate(now)) {
            Decision rolledBack = decide(ROLLBACK, Cause.TIMEOUT);
            return rolledBack.reply(CoreErrors.rolledBack(
                    xid(), decided(ROLLBACK, Cause.TIMEOUT).standing()));
        }
        Optional<Branch> twin = branches.stream()
                .filter(branch -> branch.request() != null && branch.request().equals(request.request()))
                .findFirst();
        if (twin.isPresent()) {
            return Decision.answer(new BranchAccepted(twin.get().id()));
        }
        return c.admit(request, isJournaled() ? null : begun);
    }

    @Override
    public Decision report(Command.Report report) {
        Optional<Branch> branch =
                branches.stream().filter(b -> b.id().equals(report.branch())).findFirst();
        if (branch.isEmpty()) {
            return Decision.answer(CoreErrors.unknownBranch(xid(), report.branch()));
        }
        boolean news = !branch.get().equals(branch.get().reported(report.status(), report.applicationData()));
        Decision known = news
                ? Decision.of(new BranchReported(xid(), report.branch(), report.status(), report.applicationData()))
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

    private boolean isLate(Instant now) {
        return !now.isBefore(begun.deadline());
    }

    /** Whether the journal knows it. */
    private boolean isJournaled() {
        return begun.isSaga() || !branches.isEmpty();
    }

    private Decision decide(Outcome outcome, Cause cause) {
        Event event = !isJournaled()
                ? new EndedEmpty(xid(), outcome, cause)
                : outcome == COMMIT ? new CommitDecided(xid()) : new RollbackDecided(xid(), cause);
        GlobalTx next = decided(outcome, cause);
        List<Effect> deliveries = next instanceof Finishing finishing ? List.copyOf(finishing.deliveries()) : List.of();
        return Decision.of(event).reply(new Stands(xid(), next.standing())).run(deliveries);
    }

    boolean has(BranchId id) {
        return branches.stream().anyMatch(b -> b.id().equals(id));
    }

    Active with(Branch branch) {
        return new Active(
                begun, Stream.concat(branches.stream(), Stream.of(branch)).toList());
    }

    Active reported(BranchId id, BranchStatus status, @Nullable String data) {
        return new Active(
                begun,
                branches.stream()
                        .map(b -> b.id().equals(id) ? b.reported(status, data) : b)
                        .toList());
    }

    GlobalTx decided(Outcome outcome, Cause cause) {
        List<Branch> owed = branches.stream().filter(Active::hasPhaseTwo).toList();
        return owed.isEmpty()
                ? new Finished(xid(), new Ending(outcome, cause, branches.isEmpty()))
                : new Finishing(begun, new Verdict(outcome, cause), owed, List.of());
    }

    /** An XA branch that failed or only read has ended in its database already. A failed AT branch may not have. */
    private static boolean hasPhaseTwo(Branch branch) {
        return branch.type() != BranchType.XA
                || (branch.status() != BranchStatus.PHASE_ONE_FAILED
                        && branch.status() != BranchStatus.PHASE_ONE_RDONLY);
    }
}
