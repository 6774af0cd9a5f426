package dev.assent.core;

import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.TermBegan;
import dev.assent.core.SnapshotEvent.BranchRestored;
import dev.assent.core.SnapshotEvent.Restored;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator as a pure state machine: no clock, no thread, no file, no hash order. {@link #decide} only looks;
 * {@link #apply} alone changes, live and in replay, so recovery is no second code path; what has to be done in the world is
 * read off the state ({@link #obligations}). Not thread-safe: one thread owns it.
 */
public final class Coordinator {
    private final State state;
    private final ObligationsReader obligations;

    public Coordinator(Policy policy) {
        this(policy, ignored -> {});
    }

    /** @param observer hears of every step of every transaction, for tests that ask whether all were taken */
    public Coordinator(Policy policy, Consumer<Transition> observer) {
        this.state = new State(policy, observer);
        this.obligations = new ObligationsReader(state);
    }

    /** @param now never before the time of an earlier decision or fact */
    public Decision decide(Command command, Instant now) {
        return command.decide(state, now);
    }

    /**
     * Changes the state by a fact.
     *
     * @return whose obligations may have changed
     * @throws IllegalStateException if the fact cannot follow from what is known: stop, and touch nothing more
     */
    public Touched apply(Event event, Instant at) {
        return state.apply(event, at);
    }

    /**
     * What the sender of a command is to hear, once its facts are applied. Send it when they are durable.
     *
     * @return null if none waits for an answer
     */
    public @Nullable Reply reply(Decision decision) {
        return decision.answer().read(state);
    }

    /** All that has to be done for one transaction, whatever it is. */
    public Obligations obligations(Xid xid) {
        return obligations.whole(xid);
    }

    /** What has to be done for the part of a transaction that was touched. */
    public Obligations obligations(Xid xid, Touches touches) {
        return touches.areWhole() ? obligations.whole(xid) : obligations.of(xid, touches.branches());
    }

    /** The transactions that have not ended, the oldest first. */
    public List<Xid> openXids() {
        List<Xid> xids = new ArrayList<>(state.open().size());
        state.open().forEach(tx -> xids.add(tx.xid()));
        return xids;
    }

    public TransactionStatus status(Xid xid) {
        return state.find(xid).status();
    }

    /** The latest time any fact was recorded at. */
    public Instant latest() {
        return state.latest();
    }

    /** The last run of the coordinator that is recorded. */
    public Optional<TermBegan> lastTerm() {
        return state.terms().last();
    }

    /**
     * The fact that a run of the coordinator begins with.
     *
     * @param epoch of the journal
     * @param node names the process among others
     * @param idBase above all ids that any run can have given out by now, also a run whose records were lost
     */
    public TermBegan nextTerm(long epoch, String node, long idBase, Instant now) {
        Policy policy = state.policy();
        Duration grace = state.terms().grace(policy.restartGrace(), now);
        boolean needed = state.open().stream().anyMatch(tx -> tx.isTimedOutBefore(now.plus(grace)));
        return new TermBegan(
                epoch,
                node,
                Math.max(idBase, state.ids().reserved()),
                needed ? grace : Duration.ZERO, // what is not needed is left for the next start
                policy.memory());
    }

    /** All that must survive, as facts which lead to this state when they are applied to a new coordinator. */
    public void snapshot(Recorder out) {
        Instant latest = state.latest();
        out.record(latest, new IdsReserved(state.ids().reserved(), state.ids().reserved()));
        state.terms().snapshot(out);
        state.names().snapshot(latest, out); // before the branches, whose locks depend on it
        state.ended().snapshot(out);
        for (OpenTransaction tx : state.open()) {
            if (tx.isJournaled()) {
                out.record(
                        latest,
                        new Restored(
                                tx.begun(),
                                tx.decision(),
                                tx.paused(),
                                tx.turn(),
                                tx.engine().progress()));
                for (BranchState branch : tx.branches().all()) {
                    out.record(latest, new BranchRestored(tx.xid(), branch.branch(), branch.progress()));
                }
            }
        }
    }

    /**
     * The resources with undo rows on which a transaction from before that moment has not finished, under all names of their
     * databases (P6). Looks at all.
     */
    public Set<String> resourcesWithUnfinishedFrom(Instant before) {
        Set<String> resources = new LinkedHashSet<>();
        Set<DatabaseMark> marks = new LinkedHashSet<>();
        for (OpenTransaction tx : state.open()) {
            if (tx.begun().at().isBefore(before)) {
                for (BranchState branch : tx.branches().all()) {
                    if (!branch.finished() && branch.mode().hasUndoRows()) {
                        resources.add(branch.branch().resourceId());
                        DatabaseMark mark = branch.branch().mark();
                        DatabaseMark named =
                                mark == null ? state.mark(branch.branch().resourceId()) : mark;
                        if (named != null) {
                            marks.add(named);
                        }
                    }
                }
            }
        }
        state.names().all().forEach((name, mark) -> {
            if (marks.contains(mark)) {
                resources.add(name);
            }
        });
        return resources;
    }

    /** What operators have ordered for the next database of each name. */
    public Map<String, MarkOrder> markOrders() {
        return Collections.unmodifiableMap(state.names().orders());
    }

    /** Which database each name stands for. */
    public Map<String, DatabaseMark> databases() {
        return Collections.unmodifiableMap(state.names().all());
    }

    /** What is known of it, whatever it is. */
    public TransactionDetails details(Xid xid) {
        return state.find(xid).details();
    }

    /** The oldest of those wanted. */
    public List<TransactionDetails> list(Listing listing) {
        Stream<GlobalTx> candidates = switch (listing.which()) {
            case PARKED -> state.parked().stream().map(state::find);
            case PAUSED -> state.paused().stream().map(state::find);
            case ALL, UNDECIDED, FINISHING -> state.open().stream().map(OpenTransaction::state);
        };
        return candidates
                .filter(listing::wants)
                .limit(listing.limit())
                .map(GlobalTx::details)
                .toList();
    }

    /** Transactions with a parked branch. */
    public int parkedTransactions() {
        return state.parked().size();
    }

    /** Transactions that have not finished. */
    public int openTransactions() {
        return state.open().size();
    }

    /** The requests that wait for rows. Nothing of it is recorded. */
    public LockQueue queue() {
        return state.queue();
    }

    /** The transactions that hold a row; more than one if it was locked under two names of its database. */
    public List<Xid> holders(LockKey row) {
        return state.locks().owners(row);
    }

    public int lockedRows() {
        return state.locks().size();
    }

    /** What is open and what is remembered, in bytes by {@link Sizes}. */
    public long memory() {
        return state.memory();
    }

    /** All it knows, in the order it was learnt, which a replay may have learnt in another. */
    @Override
    public String toString() {
        return state.open() + " " + state.locks() + " " + state.ended().size() + " ended"
                + (state.names().all().isEmpty() ? "" : " " + state.names().all());
    }

    State state() {
        return state;
    }

    /** Where a snapshot goes. */
    @FunctionalInterface
    public interface Recorder {
        void record(Instant at, Event event);
    }
}
