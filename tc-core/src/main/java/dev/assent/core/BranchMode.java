package dev.assent.core;

import static dev.assent.core.BranchMode.Trait.ANY_INSTANCE;
import static dev.assent.core.BranchMode.Trait.ENDS_BY_ITSELF;
import static dev.assent.core.BranchMode.Trait.ENGINE_DECIDES;
import static dev.assent.core.BranchMode.Trait.FAILURE_FORBIDS_COMMIT;
import static dev.assent.core.BranchMode.Trait.HAS_UNDO_ROWS;
import static dev.assent.core.BranchMode.Trait.LATE_REPORT_IS_ACCEPTED;
import static dev.assent.core.BranchMode.Trait.LOCKS_ROWS;
import static dev.assent.core.BranchMode.Trait.NOTHING_TO_COMMIT;
import static dev.assent.core.BranchMode.Trait.RECORDED_BEFORE_DELIVERY;
import static dev.assent.core.BranchMode.Trait.SETTLED_WHEN_COMMITTED;
import static dev.assent.core.BranchMode.Trait.UNFENCED_CONFIRM;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a branch type means to the coordinator. All that differs between the types stands in this table. */
public enum BranchMode {
    AT(SETTLED_WHEN_COMMITTED, LOCKS_ROWS, LATE_REPORT_IS_ACCEPTED, ANY_INSTANCE, HAS_UNDO_ROWS),
    TCC(LOCKS_ROWS, UNFENCED_CONFIRM),
    SAGA(ENGINE_DECIDES),
    XA(LOCKS_ROWS, FAILURE_FORBIDS_COMMIT, ENDS_BY_ITSELF, RECORDED_BEFORE_DELIVERY),
    SAGA_ANNOTATION(LOCKS_ROWS, NOTHING_TO_COMMIT);

    @SuppressWarnings("ImmutableEnumChecker") // it is never changed
    private final Set<Trait> traits;

    BranchMode(Trait... traits) {
        this.traits = EnumSet.copyOf(List.of(traits));
    }

    public static BranchMode of(BranchType type) {
        return switch (type) {
            case AT -> AT;
            case TCC -> TCC;
            case SAGA -> SAGA;
            case XA -> XA;
            case SAGA_ANNOTATION -> SAGA_ANNOTATION;
        };
    }

    /**
     * Whether the outcome has to be delivered to such a branch. It has for a failed AT branch, because its local commit
     * may have succeeded.
     *
     * @param status of phase one, as reported
     */
    public boolean hasPhaseTwo(BranchStatus status, Outcome outcome) {
        boolean over = status == BranchStatus.PHASE_ONE_FAILED || status == BranchStatus.PHASE_ONE_RDONLY;
        return !(has(ENDS_BY_ITSELF) && over) && !(has(NOTHING_TO_COMMIT) && outcome == Outcome.COMMIT);
    }

    /** Whether the caller of a commit need not wait for it: it has committed locally long ago. */
    public boolean isSettledWhenCommitted() {
        return has(SETTLED_WHEN_COMMITTED);
    }

    /** Whether a branch that failed in phase one turns a commit into a rollback. */
    public boolean failureForbidsCommit() {
        return has(FAILURE_FORBIDS_COMMIT);
    }

    /** Whether its delivery is journaled before its first call, so that XAER_NOTA can be read for what it means. */
    public boolean isRecordedBeforeDelivery() {
        return has(RECORDED_BEFORE_DELIVERY);
    }

    /** Whether its rows are locked: a saga's steps have none, nothing may wait for a business process. */
    public boolean locksRows() {
        return has(LOCKS_ROWS);
    }

    /** Whether a report on phase one that comes after the decision is accepted, though it changes nothing. */
    public boolean acceptsLateReports() {
        return has(LATE_REPORT_IS_ACCEPTED);
    }

    /**
     * Whether an engine of its own goes through the branches: it is called once for the whole transaction, adds and
     * reports branches at any time, and decides the outcome in the end.
     */
    public boolean engineDecides() {
        return has(ENGINE_DECIDES);
    }

    /** Whether any instance that serves the resource may be called; otherwise only the instances of its application. */
    public boolean isForAnyInstance() {
        return has(ANY_INSTANCE);
    }

    /**
     * Whether its rows are rows of a database, whatever names that has, and its rollback needs the database's undo log, which
     * must not be purged before.
     */
    public boolean hasUndoRows() {
        return has(HAS_UNDO_ROWS);
    }

    /** A hint for the operator about a delivery that keeps failing; empty if there is nothing. */
    public String hint(Outcome outcome) {
        return has(UNFENCED_CONFIRM) && outcome == Outcome.COMMIT
                ? "A confirm whose try was not fenced can fail for ever"
                : "";
    }

    private boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The columns of the table. */
    enum Trait {
        SETTLED_WHEN_COMMITTED,
        LOCKS_ROWS,
        LATE_REPORT_IS_ACCEPTED,
        ANY_INSTANCE,
        HAS_UNDO_ROWS,
        UNFENCED_CONFIRM,
        ENGINE_DECIDES,
        FAILURE_FORBIDS_COMMIT,
        /** A branch that failed or only read has ended in its database already. */
        ENDS_BY_ITSELF,
        RECORDED_BEFORE_DELIVERY,
        /** Its client cannot even answer a commit. */
        NOTHING_TO_COMMIT
    }
}
