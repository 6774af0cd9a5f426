package dev.assent.server.loop;

import dev.assent.core.Coordinator;
import dev.assent.core.Policy;
import dev.assent.core.Transition;
import dev.assent.journal.DurableLog;
import dev.assent.journal.LocalLog;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.port.Clock;
import dev.assent.server.record.SnapshotShares;
import dev.assent.server.record.StateSize;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A coordinator brought back from its log: replayed, with the record of the term that begins durable behind it, before
 * anything is answered.
 */
public final class Startup {
    private static final Instant FIRST_IDS = Instant.parse("2020-01-01T00:00:00Z");
    private static final int IDS_PER_MILLISECOND_BITS = 20;
    private static final int SHARES_OF_HEAP = 4;

    private final Coordinator coordinator;
    private final DurableLog log;
    private final Term term;

    private Startup(Coordinator coordinator, DurableLog log, Term term) {
        this.coordinator = coordinator;
        this.log = log;
        this.term = term;
    }

    /**
     * Opens the log, replays it and begins a term.
     *
     * @param random what a start adds to the time of day, and its name among other starts
     * @param observer receives every transition, also during replay
     * @param failure called on a thread of the log's when it can no longer be relied on: stop the process
     */
    public static Startup of(
            DurableLog log,
            Policy policy,
            Clock clock,
            RandomGenerator random,
            Consumer<Transition> observer,
            Consumer<Throwable> failure) {
        return of(log, HeapLimit.none(), policy, clock, random, observer, failure);
    }

    /**
     * The same on a data directory, if the heap is large enough for what it holds.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if it is not, with the size that is needed
     */
    public static Startup of(
            LocalLog log,
            HeapLimit heap,
            Policy policy,
            Clock clock,
            RandomGenerator random,
            Consumer<Throwable> failure) {
        try {
            return of(log, heap, policy, clock, random, step -> {}, failure);
        } catch (HeapCheck.TooSmall e) {
            long bytes = StateSize.of(() -> new Coordinator(policy), heap.heapBytes() / SHARES_OF_HEAP, log::read);
            throw ServerErrors.heapTooSmall(HeapLimit.heapFor(bytes), heap.heapBytes());
        }
    }

    private static Startup of(
            DurableLog log,
            HeapLimit heap,
            Policy policy,
            Clock clock,
            RandomGenerator random,
            Consumer<Transition> observer,
            Consumer<Throwable> failure) {
        Coordinator coordinator = new Coordinator(policy, observer);
        SnapshotShares snapshots = new SnapshotShares(() -> new Coordinator(policy, observer), policy.memory());
        TermStart start = new TermStart(coordinator, log, clock, random);
        log.open(new Recovered(coordinator, heap, snapshots, failure, start));
        return new Startup(coordinator, log, start.term());
    }

    public Coordinator coordinator() {
        return coordinator;
    }

    public DurableLog log() {
        return log;
    }

    Term term() {
        return term;
    }

    /**
     * Every start counts from the time of day, and from some random step above it: however an earlier run was lost, by
     * a wiped disk or a restored backup, its ids are lower. Room for a million ids a millisecond until the year 2290.
     */
    static long idBase(Instant wall, RandomGenerator random) {
        long since = Math.max(1, wall.toEpochMilli() - FIRST_IDS.toEpochMilli());
        return (since << IDS_PER_MILLISECOND_BITS) + random.nextInt(1 << IDS_PER_MILLISECOND_BITS);
    }
}
