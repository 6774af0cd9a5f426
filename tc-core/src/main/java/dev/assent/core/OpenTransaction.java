package dev.assent.core;

import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One transaction that has not ended, as facts change it. Only facts call what changes it. */
final class OpenTransaction implements TransactionView {
    private final Work work;
    private final Branches branches;
    private Begun begun;
    private @Nullable OutcomeAndCause decision;
    private @Nullable Instant paused;
    private int turn;
    private int round;
    private boolean mayBeDelivered;
    private @Nullable BranchState engine;
    private @Nullable UndoOrder order;

    OpenTransaction(Begun begun, Work work) {
        this.begun = begun;
        this.work = work;
        this.branches = new Branches(work);
    }

    /** As it stood in a snapshot, without its branches. */
    void restore(OutcomeAndCause decided, @Nullable Instant pausedSince, int turns, BranchProgress engineProgress) {
        decision = decided;
        paused = pausedSince;
        turn = turns;
        if (!engineProgress.equals(BranchProgress.NONE)) {
            engine = new BranchState(whole(), false, engineProgress.recorded(), engineProgress.parked());
        }
    }

    @Override
    public Begun begun() {
        return begun;
    }

    @Override
    public Branches branches() {
        return branches;
    }

    @Override
    public @Nullable OutcomeAndCause decision() {
        return decision;
    }

    @Override
    public @Nullable Instant paused() {
        return paused;
    }

    @Override
    public int turn() {
        return turn;
    }

    @Override
    public int round() {
        return round;
    }

    @Override
    public boolean mayBeDelivered() {
        return mayBeDelivered;
    }

    @Override
    public BranchState engine() {
        return engine == null ? BranchState.of(whole()) : engine;
    }

    @Override
    public @Nullable BranchId next() {
        return isRollbackOfBranches() ? order().next() : null;
    }

    @Override
    public Map<BranchId, BranchId> behind() {
        return isRollbackOfBranches() ? order().behind() : new LinkedHashMap<>();
    }

    private boolean isRollbackOfBranches() {
        return decision != null && decision.outcome() == ROLLBACK && !isSaga();
    }

    private UndoOrder order() {
        if (order == null) {
            order = new UndoOrder(branches, work);
        }
        return order;
    }

    GlobalTx state() {
        return decision == null ? new Active(this) : new Finishing(this, decision);
    }

    /** A run of the coordinator begins: what was decided before may have been delivered before. */
    void surviveRestart() {
        mayBeDelivered = decision != null;
    }

    /** Whether it is undecided, and its time ends before that moment. */
    boolean isTimedOutBefore(Instant moment) {
        return decision == null && begun.deadline().isBefore(moment);
    }

    void postpone(Instant deadline) {
        begun = begun.withDeadline(deadline);
    }

    /** @return false if there is one of that id */
    boolean join(BranchState branch) {
        order = null;
        return branches.add(branch);
    }

    void report(BranchState branch, BranchStatus status, @Nullable String data) {
        branches.replace(branch.withBranch(branch.branch().reported(status, data)));
    }

    /** @param withoutPhaseTwo branches that are over with the decision */
    void decide(Outcome outcome, OutcomeAndCause what, List<BranchId> withoutPhaseTwo) {
        decision = what;
        for (BranchId id : withoutPhaseTwo) {
            branches.replace(expect(id).asFinished());
        }
        order = outcome == ROLLBACK && !isSaga() && branches.unfinished() > 0 ? new UndoOrder(branches, work) : null;
    }

    void finish(BranchState branch) {
        branches.replace(branch.asFinished());
        if (order != null) {
            order.finished(branch.branch().id());
        }
    }

    void record(BranchState branch) {
        put(branch.asRecorded());
    }

    void park(BranchState branch, Parked how) {
        put(branch.asParked(how));
        if (isRollbackOfBranches()) {
            order().parked(branch.branch().id());
        }
    }

    /** Takes up again what was given up. */
    void retry() {
        round++;
        mayBeDelivered = true;
        engine = engine == null ? null : engine.retried();
        if (branches.givenUp() > 0) {
            List<BranchState> again = new ArrayList<>();
            branches.all().forEach(each -> again.addAll(each.isGivenUp() ? List.of(each) : List.of()));
            for (BranchState each : again) {
                branches.replace(each.retried());
                if (isRollbackOfBranches()) {
                    order().unparked(each.branch().id());
                }
            }
        }
    }

    void pause(@Nullable Instant since) {
        paused = since;
        mayBeDelivered = true;
    }

    /** An engine that was given up on the one way has not been asked to go the other. */
    void turn(OutcomeAndCause to) {
        decision = to;
        engine = null;
        turn++;
    }

    private void put(BranchState next) {
        if (isSaga()) {
            engine = next;
        } else {
            branches.replace(next);
        }
    }

    private BranchState expect(BranchId id) {
        return branches.find(id).orElseThrow(() -> Event.misfit(xid(), id, state()));
    }

    /** {@code applicationId#group} is what a saga's engine serves. */
    private Branch whole() {
        return new Branch(
                new BranchId(begun.xid().number().orElseThrow()),
                BranchType.SAGA,
                begun.by().applicationId() + '#' + begun.group(),
                List.of(),
                begun.by(),
                BranchStatus.REGISTERED,
                null,
                null);
    }

    @Override
    public String toString() {
        return begun + " " + decision + (paused == null ? "" : " paused " + paused) + " turn " + turn
                + (engine == null || engine.equals(BranchState.of(engine.branch())) ? "" : " engine " + engine)
                + " " + branches;
    }

    boolean isCommit() {
        return decision != null && decision.outcome() == COMMIT;
    }
}
