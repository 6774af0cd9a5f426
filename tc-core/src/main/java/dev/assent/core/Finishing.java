package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Effect.Deliver;
import dev.assent.core.Effect.Settled;
import dev.assent.core.Effect.Stuck;
import dev.assent.core.Event.BranchFinished;
import dev.assent.core.Event.BranchStuck;
import dev.assent.core.Event.Verdict;
import dev.assent.core.Reply.ReportAccepted;
import dev.assent.model.BranchId;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The outcome is decided and can never change; the branches are being told.
 *
 * @param stuck those of the unfinished that nobody but a person can finish
 */
record Finishing(Begun begun, Verdict verdict, List<Branch> unfinished, List<BranchId> stuck) implements GlobalTx {
    public Finishing {
        unfinished = List.copyOf(unfinished);
        stuck = List.copyOf(stuck);
    }

    @Override
    public Xid xid() {
        return begun.xid();
    }

    Outcome outcome() {
        return verdict.outcome();
    }

    @Override
    public Standing standing() {
        return new Standing(stageNow(), verdict.cause(), isSettled(), false);
    }

    private Stage stageNow() {
        if (stuck.isEmpty()) {
            return outcome() == COMMIT ? Stage.COMMITTING : Stage.ROLLING_BACK;
        }
        return outcome() == COMMIT ? Stage.COMMIT_FAILED : Stage.ROLLBACK_FAILED;
    }

    private boolean isSettled() {
        return !stuck.isEmpty()
                || (outcome() == COMMIT && unfinished.stream().allMatch(b -> b.type() == BranchType.AT));
    }

    @Override
    public Decision register(Command.Register request, Coordinator c, Instant now) {
        return tooLate();
    }

    /** AT reports have nothing to add to a decision; what other types report would come too late to be used. */
    @Override
    public Decision report(Command.Report report) {
        Optional<Branch> branch = find(report.branch());
        return branch.isPresent() && branch.get().type() != BranchType.AT
                ? tooLate()
                : Decision.answer(new ReportAccepted());
    }

    @Override
    public Decision answered(BranchId branch, Outcome told, BranchAnswer answer) {
        boolean wasTold = deliveries().stream()
                .anyMatch(delivery -> delivery.branch().id().equals(branch));
        if (told != outcome() || !wasTold) {
            return Decision.NOTHING; // answered twice, or by an earlier life of the resource manager
        }
        if (answer == BranchAnswer.NEVER) {
            Finishing next = stuckAt(branch);
            return Decision.of(new BranchStuck(xid(), branch))
                    .run(List.of(
                            new Stuck(xid(), branch, outcome(), "its resource manager says it never can"),
                            new Settled(xid(), next.standing())));
        }
        GlobalTx next = without(branch);
        Decision finished = Decision.of(new BranchFinished(xid(), branch));
        boolean goesOn = outcome() == ROLLBACK && next instanceof Finishing && stuck.isEmpty();
        if (goesOn) {
            return finished.run(((Finishing) next).deliveries());
        }
        return next.standing().settled() ? finished.run(List.of(new Settled(xid(), next.standing()))) : finished;
    }

    @Override
    public boolean owes(BranchId branch) {
        return find(branch).isPresent() && !stuck.contains(branch);
    }

    Optional<Branch> find(BranchId branch) {
        return unfinished.stream().filter(b -> b.id().equals(branch)).findFirst();
    }

    GlobalTx without(BranchId branch) {
        List<Branch> left =
                unfinished.stream().filter(b -> !b.id().equals(branch)).toList();
        return left.isEmpty()
                ? new Finished(xid(), new Ending(outcome(), verdict.cause(), false))
                : new Finishing(begun, verdict, left, stuck);
    }

    Finishing with(Branch branch) {
        return new Finishing(
                begun,
                verdict,
                Stream.concat(unfinished.stream(), Stream.of(branch)).toList(),
                stuck);
    }

    Finishing stuckAt(BranchId branch) {
        return new Finishing(
                begun,
                verdict,
                unfinished,
                Stream.concat(stuck.stream(), Stream.of(branch)).toList());
    }

    /**
     * Who has to be told now. Commit: all at once. Rollback: last in, first out, one by one, since later work may
     * stand on earlier work; and nobody behind one that is stuck.
     */
    List<Deliver> deliveries() {
        if (outcome() == ROLLBACK) {
            return stuck.isEmpty() ? List.of(deliver(unfinished.get(unfinished.size() - 1))) : List.of();
        }
        return unfinished.stream()
                .filter(b -> !stuck.contains(b.id()))
                .map(this::deliver)
                .toList();
    }

    private Deliver deliver(Branch branch) {
        return new Deliver(xid(), branch, outcome());
    }
}
