package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.core.Effect.Deliver;
import dev.assent.core.Effect.Settled;
import dev.assent.core.Effect.Stuck;
import dev.assent.core.Effect.WakeAt;
import dev.assent.core.Event.BranchFinished;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.BranchStuck;
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

/**
 * A global transaction: unknown, active, finishing, finished. One method per command, so that no state forgets one.
 * Every method but {@code decided}, {@code with} and their like only looks.
 */
sealed interface GlobalTx {

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

    /** Never began, or ended and was forgotten. */
    record Unknown(Xid xid) implements GlobalTx {
        @Override
        public Standing standing() {
            return new Standing(Stage.UNKNOWN, null, true, false);
        }

        @Override
        public Decision register(Command.Register request, Coordinator c, Instant now) {
            return Decision.answer(CoreErrors.unknownTransaction(xid));
        }

        @Override
        public Decision report(Command.Report report) {
            return Decision.answer(CoreErrors.unknownTransaction(xid));
        }
    }

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
                    .filter(branch ->
                            branch.request() != null && branch.request().equals(request.request()))
                    .findFirst();
            if (twin.isPresent()) {
                return Decision.answer(new BranchAccepted(twin.get().id()));
            }
            return c.admit(request, isJournaled() ? null : begun);
        }

        @Override
        public Decision report(Command.Report report) {
            Optional<Branch> branch = branches.stream()
                    .filter(b -> b.id().equals(report.branch()))
                    .findFirst();
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
            List<Effect> deliveries =
                    next instanceof Finishing finishing ? List.copyOf(finishing.deliveries()) : List.of();
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
            return tooLate(this);
        }

        /** AT reports have nothing to add to a decision; what other types report would come too late to be used. */
        @Override
        public Decision report(Command.Report report) {
            Optional<Branch> branch = find(report.branch());
            return branch.isPresent() && branch.get().type() != BranchType.AT
                    ? tooLate(this)
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

    /** Every branch has done as told. What is remembered of it gives late questions the true answer. */
    record Finished(Xid xid, Ending ending) implements GlobalTx {
        @Override
        public Standing standing() {
            return new Standing(ending.stage(), ending.cause(), true, ending.empty());
        }

        @Override
        public Decision register(Command.Register request, Coordinator c, Instant now) {
            return tooLate(this);
        }

        @Override
        public Decision report(Command.Report report) {
            return Decision.answer(CoreErrors.unknownBranch(xid, report.branch()));
        }
    }

    private static Decision tooLate(GlobalTx tx) {
        Stage stage = tx.stage();
        boolean commit = stage == Stage.COMMITTING || stage == Stage.COMMIT_FAILED || stage == Stage.COMMITTED;
        return Decision.answer(
                commit ? CoreErrors.committed(tx.xid()) : CoreErrors.rolledBack(tx.xid(), tx.standing()));
    }
}
