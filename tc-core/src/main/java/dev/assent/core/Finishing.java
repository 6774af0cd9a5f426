package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.BranchAnswer.Failing;
import dev.assent.core.BranchAnswer.Never;
import dev.assent.core.Effect.Deliver;
import dev.assent.core.Effect.Ended;
import dev.assent.core.Effect.Settled;
import dev.assent.core.Effect.Stuck;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.BranchTold;
import dev.assent.core.PhaseTwoEvent.RetriesResumed;
import dev.assent.core.Reply.ReportAccepted;
import dev.assent.core.Reply.Stands;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcome is decided and can never change, but for a saga's own engine; the branches are being told.
 *
 * @param branches all of them, in the order in which they joined
 */
record Finishing(Begun begun, OutcomeAndCause verdict, List<Branch> branches, Progress progress) implements GlobalTx {
    Finishing {
        branches = List.copyOf(branches);
    }

    @Override
    public Xid xid() {
        return begun.xid();
    }

    Outcome outcome() {
        return verdict.outcome();
    }

    boolean isSaga() {
        return Saga.is(begun, branches);
    }

    @Override
    public TransactionStatus standing() {
        return new TransactionStatus(stage(), verdict.cause(), isSettled(), false);
    }

    @Override
    public TransactionState stage() {
        if (progress.anyGivenUp()) {
            return outcome() == COMMIT ? TransactionState.COMMIT_FAILED : TransactionState.ROLLBACK_FAILED;
        }
        return outcome() == COMMIT ? TransactionState.COMMITTING : TransactionState.ROLLING_BACK;
    }

    private boolean isSettled() {
        return (outcome() == COMMIT && !isSaga())
                ? due().stream().allMatch(branch -> branch.type() == BranchType.AT)
                : due().isEmpty();
    }

    @Override
    public TransactionDetails story() {
        Rows rows = new Rows(unfinished(), progress.parked());
        List<TransactionDetails.Part> parts = branches.stream()
                .map(b -> {
                    boolean finished = progress.isFinished(b.id());
                    boolean locks =
                            outcome() == ROLLBACK && !finished && !b.rows().isEmpty();
                    Parked parked = progress.parked(b.id()).orElse(null);
                    return new TransactionDetails.Part(
                            b, finished, locks, parked, outcome() == ROLLBACK ? rows.behind(b) : null);
                })
                .toList();
        List<TransactionDetails.Part> all = isSaga()
                ? Stream.concat(parts.stream(), Stream.of(Saga.part(this))).toList()
                : parts;
        return new TransactionDetails(xid(), standing(), outcome(), begun, all, progress.stopped(), null);
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        if (!isSaga() || request.type() != BranchType.SAGA) {
            return tooLate();
        }
        return GlobalTx.registered(request, branches)
                .orElseGet(() -> c.admission().admit(request, xid(), null));
    }

    /** AT reports have nothing to add to a decision; what other types report would come too late to be used. */
    @Override
    public Decision report(Command.Report report) {
        Optional<Branch> branch = GlobalTx.find(report.branch(), branches);
        if (isSaga()) {
            return branch.map(b -> Active.accept(xid(), b, report))
                    .orElseGet(() -> Decision.answer(CoreErrors.unknownBranch(xid(), report.branch())));
        }
        if (!report.isOfPhaseOne()) {
            return Decision.answer(CoreErrors.badReport(xid(), report.branch(), report.status()));
        }
        boolean late = branch.isPresent() && branch.get().type() != BranchType.AT && owes(report.branch());
        return late ? tooLate() : Decision.answer(new ReportAccepted());
    }

    @Override
    public Decision sagaReport(SagaReport report) {
        return isSaga() ? Saga.reported(this, report) : GlobalTx.super.sagaReport(report);
    }

    @Override
    public Decision operate(Function<Intervention, Decision> wish) {
        return wish.apply(new Intervention(this));
    }

    @Override
    public Decision tell(BranchId branch) {
        Decision known = Decision.answer(new Stands(xid(), standing()));
        return progress.wasTold(branch) || !owes(branch)
                ? known
                : Decision.of(new BranchTold(xid(), branch)).reply(known.reply());
    }

    @Override
    public Decision answered(BranchId branch, Outcome told, BranchAnswer answer) {
        boolean wasTold = due().stream().anyMatch(b -> b.id().equals(branch));
        if (told != outcome() || !wasTold) {
            return Decision.NOTHING; // answered twice, or by an earlier life of the resource manager
        }
        if (answer instanceof Never never) {
            return park(branch, never.reason(), never.attempts(), false);
        }
        if (answer instanceof Failing failing) {
            return progress.parked(branch).isPresent()
                    ? Decision.NOTHING
                    : park(branch, failing.reason(), failing.attempts(), true);
        }
        return isSaga() ? Saga.answered(this, answer) : finish(branch);
    }

    private Decision park(BranchId branch, String reason, int attempts, boolean retried) {
        Finishing next = with(progress.parked(new Parked(branch, reason, Instant.EPOCH, attempts, retried)));
        List<Effect> effects = new ArrayList<>(List.of(new Stuck(xid(), branch, outcome(), reason, retried)));
        effects.addAll(next.deliveriesAfter(this));
        if (next.standing().settled()) {
            effects.add(new Settled(xid(), next.standing()));
        }
        return Decision.of(new BranchParked(xid(), branch, reason, attempts, retried))
                .run(effects);
    }

    private Decision finish(BranchId branch) {
        GlobalTx next = finished(branch);
        List<Effect> effects = new ArrayList<>();
        if (next instanceof Finishing finishing) {
            effects.addAll(finishing.deliveriesAfter(this));
        } else if (outcome() == ROLLBACK) {
            effects.add(
                    new Ended(with(progress.finished(List.of(branch))).story().ended(next)));
        }
        if (next.standing().settled()) {
            effects.add(new Settled(xid(), next.standing()));
        }
        BranchFinished fact = new BranchFinished(xid(), branch);
        // a stopped one that ends is resumed by record: were its end lost, nobody would tell it again
        boolean endsStopped = next instanceof Finished && progress.isStopped();
        return (endsStopped ? Decision.of(new RetriesResumed(xid()), fact) : Decision.of(fact)).run(effects);
    }

    @Override
    public boolean owes(BranchId branch) {
        return isSaga()
                ? branch.equals(Saga.whole(begun).id())
                : GlobalTx.find(branch, branches).isPresent() && !progress.isFinished(branch);
    }

    List<Branch> unfinished() {
        if (progress.finished().isEmpty()) {
            return branches;
        }
        return branches.stream().filter(b -> !progress.isFinished(b.id())).toList();
    }

    GlobalTx finished(BranchId branch) {
        return unfinished().size() == 1
                ? new Finished(xid(), new Ending(outcome(), verdict.cause(), false, false))
                : with(progress.finished(List.of(branch)));
    }

    Finishing with(Branch branch) {
        return new Finishing(
                begun,
                verdict,
                Stream.concat(branches.stream(), Stream.of(branch)).toList(),
                progress);
    }

    Finishing with(Progress next) {
        return new Finishing(begun, verdict, branches, next);
    }

    Finishing reported(BranchId id, BranchStatus status, @Nullable String data) {
        return new Finishing(begun, verdict, Branch.reported(branches, id, status, data), progress);
    }

    /** Who has to be told now: those due, unless an operator wants nobody told. */
    List<Deliver> deliveries() {
        return progress.isStopped()
                ? List.of()
                : due().stream().map(this::deliver).toList();
    }

    /** Those that the step from an earlier state has made due. */
    private List<Deliver> deliveriesAfter(Finishing earlier) {
        List<Branch> before = earlier.due();
        return deliveries().stream().filter(d -> !before.contains(d.branch())).toList();
    }

    private Deliver deliver(Branch branch) {
        return new Deliver(xid(), branch, verdict, progress.wasTold(branch.id()));
    }

    /**
     * Commit: all at once. Rollback: last in, first out, one by one, since later work may stand on earlier work; those
     * that share a row with a parked one wait behind it, and those that keep failing are told beside the others.
     */
    List<Branch> due() {
        if (isSaga()) {
            Branch whole = Saga.whole(begun);
            return progress.isGivenUp(whole.id()) ? List.of() : List.of(whole);
        }
        List<Branch> left = unfinished();
        if (outcome() == COMMIT) {
            return left.stream().filter(b -> !progress.isGivenUp(b.id())).toList();
        }
        if (progress.parked().isEmpty()) {
            return left.isEmpty() ? List.of() : List.of(left.get(left.size() - 1));
        }
        return new Rows(left, progress.parked()).dueInRollback();
    }
}
