package dev.assent.core;

import dev.assent.core.Effect.WakeAt;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.SnapshotEvent.BranchRestored;
import dev.assent.core.SnapshotEvent.Restored;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The coordinator as a pure state machine: no clock, no thread, no file, no hash order. {@link #decide} only looks;
 * {@link #apply} alone changes, live and in replay, so recovery is no second code path. Not thread-safe: one thread owns
 * it.
 */
public final class Coordinator {
    private final Policy policy;
    private final Consumer<Transition> observer;
    private final Map<Xid, GlobalTx> open = new LinkedHashMap<>();
    private final LockTable locks = new LockTable();
    private final Ids ids = new Ids();
    private final Tombstones ended;
    private final Admission admission;
    private Instant latest = Instant.EPOCH;

    public Coordinator(Policy policy) {
        this(policy, ignored -> {});
    }

    /** @param observer hears of every step of every transaction, for tests that ask whether all were taken */
    public Coordinator(Policy policy, Consumer<Transition> observer) {
        this.policy = policy;
        this.observer = observer;
        this.ended = new Tombstones(policy.memory());
        this.admission = new Admission(policy, ids, locks, this::find);
    }

    /** @param now never before the time of an earlier decision or fact */
    public Decision decide(Command command, Instant now) {
        return command.decide(this, now);
    }

    /** @throws IllegalStateException if the fact cannot follow from what is known: stop, and touch nothing more */
    public void apply(Event event, Instant at) {
        event.applyTo(this, at);
        latest = at.isAfter(latest) ? at : latest;
    }

    /** The latest time any fact was recorded at. */
    public Instant latest() {
        return latest;
    }

    /** The range of ids to begin with, if there was none yet. */
    public Optional<Event> firstIds(long base) {
        return ids.isNew() ? Optional.of(new IdsReserved(base, base + policy.idBlock())) : Optional.empty();
    }

    /** What has to be done in the world again after a restart: deadlines, and outcomes nobody has answered yet. */
    public List<Effect> owed() {
        List<Effect> owed = new ArrayList<>();
        for (GlobalTx tx : open.values()) {
            if (tx instanceof Active active) {
                owed.add(new WakeAt(active.xid(), active.begun().deadline()));
            } else if (tx instanceof Finishing finishing) {
                owed.addAll(finishing.deliveries());
            }
        }
        return owed;
    }

    /** All that must survive, as facts which lead to this state when they are applied to a new coordinator. */
    public void snapshot(Recorder out) {
        out.record(latest, new IdsReserved(ids.reserved(), ids.reserved()));
        ended.snapshot(out);
        for (GlobalTx tx : open.values()) {
            if (tx instanceof Active active && active.isJournaled()) {
                out.record(latest, new Restored(active.begun(), null, Progress.NONE));
                snapshot(active.xid(), active.branches(), out);
            } else if (tx instanceof Finishing f) {
                out.record(latest, new Restored(f.begun(), f.verdict(), f.progress()));
                snapshot(f.xid(), f.branches(), out);
            }
        }
    }

    private void snapshot(Xid xid, List<Branch> branches, Recorder out) {
        branches.forEach(branch -> out.record(latest, new BranchRestored(xid, branch)));
    }

    /** The AT resources on which a transaction from before that moment has not finished. Looks at all that are open. */
    public Set<String> resourcesWithUnfinishedFrom(Instant before) {
        Set<String> resources = new LinkedHashSet<>();
        for (GlobalTx tx : open.values()) {
            if (tx instanceof Active active && active.begun().at().isBefore(before)) {
                addResources(active.branches(), resources);
            } else if (tx instanceof Finishing f && f.begun().at().isBefore(before)) {
                addResources(f.unfinished(), resources);
            }
        }
        return resources;
    }

    private static void addResources(List<Branch> branches, Set<String> resources) {
        for (Branch branch : branches) {
            if (branch.type() == BranchType.AT) {
                resources.add(branch.resourceId());
            }
        }
    }

    /** What is known of it, whatever it is. */
    public TransactionDetails story(Xid xid) {
        return find(xid).story();
    }

    /** The oldest of those wanted. */
    public List<TransactionDetails> list(Listing listing) {
        return open.values().stream()
                .filter(listing::wants)
                .limit(listing.limit())
                .map(GlobalTx::story)
                .toList();
    }

    /** Transactions with a branch in quarantine. */
    public int parkedTransactions() {
        return (int) open.values().stream()
                .filter(tx ->
                        tx instanceof Finishing f && !f.progress().parked().isEmpty())
                .count();
    }

    /** Transactions that have not finished. */
    public int openTransactions() {
        return open.size();
    }

    public int lockedRows() {
        return locks.size();
    }

    /** All it knows, in the order it was learnt, which a replay may have learnt in another. */
    @Override
    public String toString() {
        return open.values() + " " + locks + " " + ended.size() + " ended";
    }

    GlobalTx find(Xid xid) {
        GlobalTx tx = open.get(xid);
        if (tx != null) {
            return tx;
        }
        return ended.find(xid)
                .<GlobalTx>map(ending -> new Finished(xid, ending, ending.abandoned() ? ended.reason(xid) : null))
                .orElseGet(() -> new Unknown(xid));
    }

    /** The transaction in the one state a fact may follow; anything else is a journal we did not write. */
    <S extends GlobalTx> S expect(Class<S> state, Xid xid) {
        GlobalTx tx = find(xid);
        if (!state.isInstance(tx)) {
            throw new IllegalStateException(
                    "Expected transaction " + xid + " to be " + state.getSimpleName() + ", but it is " + tx);
        }
        return state.cast(tx);
    }

    void become(OfTransaction event, GlobalTx next, Instant at) {
        observer.accept(Transition.of(find(event.xid()).stage(), event, next.stage()));
        if (next instanceof Finished finished) {
            open.remove(event.xid());
            ended.remember(event.xid(), finished.ending(), at);
            if (finished.reason() != null) {
                ended.rememberWhy(event.xid(), finished.reason(), at);
            }
        } else {
            open.put(event.xid(), next);
        }
    }

    void postponeDeadlines(Instant now) {
        Instant earliest = now.plus(policy.restartGrace());
        open.replaceAll((xid, tx) ->
                tx instanceof Active active && active.begun().deadline().isBefore(earliest)
                        ? new Active(active.begun().withDeadline(earliest), active.branches())
                        : tx);
    }

    /** However long it was away by a clock that may have jumped, nobody could ask it meanwhile. */
    void rememberOnFrom(Instant now) {
        ended.postpone(Duration.between(latest, now));
    }

    Admission admission() {
        return admission;
    }

    LockTable locks() {
        return locks;
    }

    Ids ids() {
        return ids;
    }

    Tombstones ended() {
        return ended;
    }

    /** Where a snapshot goes. */
    @FunctionalInterface
    public interface Recorder {
        void record(Instant at, Event event);
    }
}
