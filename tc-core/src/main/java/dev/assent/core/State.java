package dev.assent.core;

import dev.assent.core.Event.OfTransaction;
import dev.assent.core.LockTable.Held;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that the coordinator knows. Only facts change it; deciders see its {@link View}. */
final class State implements View {
    private final Policy policy;
    private final Consumer<Transition> observer;
    private final Work work = new Work();
    private final Map<Xid, OpenTransaction> open = new LinkedHashMap<>();
    private final Set<Xid> parked = new LinkedHashSet<>();
    private final Set<Xid> paused = new LinkedHashSet<>();
    private final LockQueue queue = new LockQueue(this);
    private final LockTable locks = new LockTable(work, queue::freed);
    private final DatabaseNames names = new DatabaseNames();
    private final OpenByDatabase databases = new OpenByDatabase();
    private final Ids ids = new Ids();
    private final Terms terms = new Terms();
    private final Tombstones ended;
    private long openBytes;
    private Instant latest = Instant.EPOCH;

    State(Policy policy, Consumer<Transition> observer) {
        this.policy = policy;
        this.observer = observer;
        this.ended = new Tombstones(policy.memory());
    }

    Touched apply(Event event, Instant at) {
        Touched touched = event.applyTo(this, at);
        latest = at.isAfter(latest) ? at : latest;
        return touched;
    }

    /** The latest time any fact was recorded at. */
    Instant latest() {
        return latest;
    }

    /** Down time must not use up the time for which outcomes are remembered: the clock may have jumped meanwhile. */
    void rememberOnFrom(Instant now, Duration span) {
        ended.postpone(Duration.between(latest, now));
        ended.span(span);
    }

    @Override
    public GlobalTx find(Xid xid) {
        OpenTransaction tx = open.get(xid);
        if (tx != null) {
            return tx.state();
        }
        if (ids.isAhead(xid)) {
            return new Unknown(xid); // it cannot have ended: what is being begun is not looked for among the ended ones
        }
        return ended.find(xid)
                .<GlobalTx>map(ending -> new Finished(xid, ending, ending.abandoned() ? ended.reason(xid) : null))
                .orElseGet(() -> new Unknown(xid));
    }

    @Override
    public Optional<Held> heldByOther(@Nullable Xid xid, List<LockKey> rows) {
        return locks.heldByOther(xid, rows);
    }

    @Override
    public Optional<Xid> waitsBefore(LockQueue.Ask ask) {
        return queue.before(ask);
    }

    @Override
    public @Nullable DatabaseMark mark(String name) {
        return names.find(name);
    }

    @Override
    public boolean hasManyNames() {
        return names.isFull();
    }

    @Override
    public @Nullable MarkOrder order(String name) {
        return names.order(name);
    }

    @Override
    public boolean hasManyOrders() {
        return names.hasManyOrders();
    }

    @Override
    public boolean isNamedOtherwise(DatabaseMark mark, String name) {
        return names.isNamedOtherwise(mark, name);
    }

    @Override
    public List<String> names(DatabaseMark mark) {
        return names.of(mark);
    }

    @Override
    public List<OpenTransaction> openNamed(String name) {
        return lookedAt(databases.named(name));
    }

    @Override
    public List<OpenTransaction> openMarked(DatabaseMark mark) {
        return lookedAt(databases.marked(mark));
    }

    @Override
    public Set<DatabaseMark> openMarks(String name) {
        return databases.marks(name);
    }

    @Override
    public boolean isOpenByNameAlone(String name) {
        return databases.isOpenByNameAlone(name);
    }

    private List<OpenTransaction> lookedAt(Set<Xid> xids) {
        List<OpenTransaction> all = new ArrayList<>(xids.size());
        for (Xid xid : xids) {
            OpenTransaction tx = open.get(xid);
            if (tx != null) {
                all.add(tx);
            }
        }
        all.sort(Comparator.comparing((OpenTransaction tx) -> tx.begun().at())
                .thenComparing(tx -> tx.xid().value()));
        return all;
    }

    DatabaseNames names() {
        return names;
    }

    /** A branch that is known by a name alone locks its rows in the space of the database which that name stands for. */
    Branch placed(Branch branch) {
        DatabaseMark mark =
                DatabaseNaming.isByNameAlone(branch, branch.resourceId()) ? names.find(branch.resourceId()) : null;
        return mark == null ? branch : branch.inSpace(mark.value());
    }

    /** From now on the name stands for that database: rows locked by the name alone are locked in its space. */
    void nameDatabase(String name, DatabaseMark mark) {
        names.put(name, mark);
        for (OpenTransaction tx : openNamed(name)) {
            List<BranchState> moved = new ArrayList<>();
            for (BranchState state : tx.branches().all()) {
                if (DatabaseNaming.isByNameAlone(state.branch(), name)) {
                    moved.add(state);
                }
            }
            for (BranchState state : moved) {
                Branch after = placed(state.branch());
                if (DatabaseNaming.holdsRows(tx, state)) {
                    locks.release(tx.xid(), state.branch());
                    locks.share(tx.xid(), after);
                }
                tx.branches().replace(state.withBranch(after));
            }
        }
    }

    @Override
    public long nextId() {
        return ids.next();
    }

    @Override
    public boolean needsIds() {
        return ids.isExhausted();
    }

    @Override
    public long memory() {
        return openBytes + ended.bytes();
    }

    @Override
    public Policy policy() {
        return policy;
    }

    Work work() {
        return work;
    }

    LockTable locks() {
        return locks;
    }

    LockQueue queue() {
        return queue;
    }

    Ids ids() {
        return ids;
    }

    Terms terms() {
        return terms;
    }

    Tombstones ended() {
        return ended;
    }

    Collection<OpenTransaction> open() {
        return open.values();
    }

    Set<Xid> parked() {
        return parked;
    }

    Set<Xid> paused() {
        return paused;
    }

    @Nullable
    OpenTransaction openOrNull(Xid xid) {
        return open.get(xid);
    }

    /** A transaction before its outcome; anything else is a journal we did not write. */
    OpenTransaction expectActive(Xid xid) {
        OpenTransaction tx = open.get(xid);
        if (tx == null || tx.decision() != null) {
            throw new IllegalStateException("Expected transaction " + xid + " to be active, but it is " + find(xid));
        }
        return tx;
    }

    /** A transaction whose outcome is being delivered; anything else is a journal we did not write. */
    OpenTransaction expectFinishing(Xid xid) {
        OpenTransaction tx = open.get(xid);
        if (tx == null || tx.decision() == null) {
            throw new IllegalStateException("Expected transaction " + xid + " to be finishing, but it is " + find(xid));
        }
        return tx;
    }

    TransactionState state(Xid xid) {
        return find(xid).state();
    }

    OpenTransaction begin(Begun begun) {
        OpenTransaction tx = new OpenTransaction(begun, work);
        open.put(begun.xid(), tx);
        openBytes += Sizes.of(begun);
        return tx;
    }

    void joined(Xid xid, Branch branch) {
        openBytes += Sizes.of(branch);
        databases.joined(xid, branch);
    }

    void reported(@Nullable String before, @Nullable String after) {
        openBytes += Sizes.beyondReserve(after) - Sizes.beyondReserve(before);
    }

    /**
     * Checks that the step from the earlier state is a legal one, and keeps the lists of what waits for an operator.
     */
    void stepped(OfTransaction event, TransactionState from, OpenTransaction tx) {
        observer.accept(Transition.of(from, event, tx.state().state()));
        boolean anyParked =
                tx.branches().parked() > 0 || (tx.isSaga() && tx.engine().isParked());
        list(parked, tx.xid(), anyParked);
        list(paused, tx.xid(), tx.paused() != null);
    }

    private static void list(Set<Xid> all, Xid xid, boolean is) {
        if (is) {
            all.add(xid);
        } else {
            all.remove(xid);
        }
    }

    /** @param reason why an operator forced the end; null if none did */
    Touched end(
            OfTransaction event,
            TransactionState from,
            OpenTransaction tx,
            Ending ending,
            @Nullable String reason,
            Instant at) {
        Xid xid = tx.xid();
        Finished end = new Finished(xid, ending, reason);
        observer.accept(Transition.of(from, event, end.state()));
        open.remove(xid);
        parked.remove(xid);
        paused.remove(xid);
        openBytes -= Sizes.of(tx.begun());
        for (BranchState each : tx.branches().all()) {
            openBytes -= Sizes.of(each.branch());
            databases.ended(xid, each.branch());
        }
        ended.remember(xid, ending, at);
        if (reason != null) {
            ended.rememberWhy(xid, reason, at);
        }
        return Touched.ended(tx, end);
    }
}
