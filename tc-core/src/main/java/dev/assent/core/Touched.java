package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fact has changed: whose obligations have to be looked at again. */
public final class Touched {
    /** No transaction, or all of them at a start, when none is looked at one by one. */
    static final Touched NOTHING = new Touched(null, null, true, List.of());

    private final @Nullable OpenTransaction tx;
    private final @Nullable Finished end;
    private final boolean whole;
    private final List<BranchId> branches;

    private Touched(@Nullable OpenTransaction tx, @Nullable Finished end, boolean whole, List<BranchId> branches) {
        this.tx = tx;
        this.end = end;
        this.whole = whole;
        this.branches = branches;
    }

    static Touched whole(OpenTransaction tx) {
        return new Touched(tx, null, true, List.of());
    }

    static Touched ended(OpenTransaction tx, Finished end) {
        return new Touched(tx, end, true, List.of());
    }

    /** Deadline and status, and no branch. */
    static Touched noBranch(OpenTransaction tx) {
        return new Touched(tx, null, false, List.of());
    }

    /** The branch, and what the rollback went on with before and goes on with after. */
    static Touched branch(OpenTransaction tx, BranchId branch, @Nullable BranchId before, @Nullable BranchId after) {
        Set<BranchId> all = new LinkedHashSet<>(4);
        all.add(branch);
        if (before != null && !before.equals(after)) {
            all.add(before);
        }
        if (after != null && !after.equals(before)) {
            all.add(after);
        }
        return new Touched(tx, null, false, List.copyOf(all));
    }

    /** Null if it is no fact of a transaction. */
    public @Nullable Xid xid() {
        return tx == null ? null : tx.xid();
    }

    /** Whether any branch may be concerned. */
    public boolean isWhole() {
        return whole;
    }

    /** The branches concerned, unless it may be any. */
    public List<BranchId> branches() {
        return branches;
    }

    /** What was said when the transaction began; null if it is no fact of one. */
    public @Nullable Begun begun() {
        return tx == null ? null : tx.begun();
    }

    /** A branch of the transaction; empty if it has none of that id. */
    public Optional<Branch> branch(BranchId id) {
        return tx == null ? Optional.empty() : tx.branches().find(id).map(BranchState::branch);
    }

    /** What was decided; null if it is no fact of a decided transaction. */
    public @Nullable Outcome outcome() {
        OutcomeAndCause decision = tx == null ? null : tx.decision();
        return decision == null ? null : decision.outcome();
    }

    /** Whether the transaction ended with this fact. */
    public boolean hasEnded() {
        return end != null;
    }

    /** The transaction as it ended with this fact; empty if it did not end, or simply committed. */
    public Optional<TransactionDetails> ended() {
        return end == null || end.state() == TransactionState.COMMITTED ? Optional.empty() : endedAnyhow();
    }

    /** The transaction as it ended with this fact, also if it simply committed; empty if it did not end or had no branch. */
    public Optional<TransactionDetails> endedAnyhow() {
        return tx == null || end == null || (tx.branches().isEmpty() && !tx.isSaga())
                ? Optional.empty()
                : Optional.of(tx.state().details().ended(end));
    }
}
