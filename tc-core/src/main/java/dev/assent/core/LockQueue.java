package dev.assent.core;

import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for rows (P13). Nothing of it is recorded: it ends with the process, and a waiter with its
 * connection. Rows are given in the order in which they were asked for, all of a request's rows or none.
 *
 * <p>A request that holds database locks (P14) goes before all that hold none: it holds the database row, so that the others
 * could not use it before. Among requests that hold database locks, and among requests that hold none, the earlier is first. A
 * transaction does not wait for rows of its own.
 *
 * <p>Each waiter watches one thing that it waits for, the nearest waiter before it or a locked row, and is tried again when
 * that has gone. So what one release costs depends on how many are woken, not on how many wait.
 */
public final class LockQueue {
    static final int MOST_OF_ONE_ROW = 1_000;
    static final int MOST_OF_ONE_CONNECTION = 1_000;
    static final int MOST_OF_ONE_TRANSACTION = 100;
    static final int MOST_WEIGHT = 16 << 20;

    private final State state;
    private final Map<LockWait, Waiter> waiters = new LinkedHashMap<>();
    private final Map<LockKey, Row> rows = new LinkedHashMap<>();
    private final Map<LockKey, Set<Waiter>> watchers = new LinkedHashMap<>();
    private final Map<Xid, Set<Waiter>> byTransaction = new LinkedHashMap<>();
    private final Map<Long, Set<Waiter>> byConnection = new LinkedHashMap<>();
    private final TreeMap<Long, Waiter> ready = new TreeMap<>();
    private long last;
    private long steps;
    private long weight;

    LockQueue(State state) {
        this.state = state;
    }

    /** Whether no request waits and no row is kept for one. */
    public boolean isEmpty() {
        return waiters.isEmpty();
    }

    public int size() {
        return waiters.size();
    }

    /** Whether another transaction waits for one of the rows and is before it: whose it is; empty if none is. */
    Optional<Xid> before(Ask ask) {
        if (isEmpty()) {
            return Optional.empty();
        }
        Waiter before = nearestBefore(ask, numberOf(ask));
        return before == null ? Optional.empty() : Optional.of(before.ask.xid());
    }

    /**
     * Puts a request that a decision lets wait into the queue, or leaves it there behind what it waits for now.
     *
     * @return false if it is not to wait, or there is no room: answer it
     */
    public boolean enter(Decision decision) {
        Ask ask = decision.waits();
        if (ask == null) {
            return false;
        }
        Waiter waiter = waiters.get(ask.lockWait());
        if (waiter == null) {
            if (ask.lockWait().time().isZero() || isFull(ask)) {
                return false;
            }
            waiter = new Waiter(ask, numberFor(ask));
            add(waiter);
        } else if (!waiter.ask.rows().equals(ask.rows())) { // the name of its database stands for another mark now
            unlink(waiter);
            waiter.ask = ask;
            link(waiter);
        }
        watch(waiter, ask.heldAt());
        return true;
    }

    /**
     * If a decision gives rows to a request whose client has to come back for them, they are kept for it until it leaves. So
     * is the turn of a client that is refused and asks again by itself.
     *
     * @return false if nothing is kept, for example because there is no room: then its client may come too late
     */
    public boolean keep(Decision decision) {
        Ask waits = decision.waits();
        Ask ask = waits != null && waits.lockWait().isPoll() ? waits : decision.keeps();
        if (ask == null) {
            return false;
        }
        Waiter waiter = waiters.get(ask.lockWait());
        if (waiter == null) {
            if (isFull(ask)) {
                return false;
            }
            waiter = new Waiter(ask, numberFor(ask));
            add(waiter);
        }
        unwatch(waiter);
        waiter.placed = true;
        return true;
    }

    /** The requests of a transaction that wait, without rows that are kept for it. */
    public List<LockWait> waitsOf(Xid xid) {
        return byTransaction.getOrDefault(xid, new LinkedHashSet<>(0)).stream()
                .filter(waiter -> !waiter.placed)
                .map(waiter -> waiter.ask.lockWait())
                .toList();
    }

    /** The next request to be tried again; null if none is. It stays until it leaves. */
    public @Nullable LockWait next() {
        Map.Entry<Long, Waiter> first = ready.pollFirstEntry();
        return first == null ? null : first.getValue().ask.lockWait();
    }

    public boolean hasNext() {
        return !ready.isEmpty();
    }

    /** It is answered, or its time is over. */
    public void leave(LockWait wait) {
        Waiter waiter = waiters.remove(wait);
        if (waiter != null) {
            remove(waiter);
        }
    }

    public boolean contains(LockWait wait) {
        return waiters.containsKey(wait);
    }

    /** A connection has ended, and with it all that waits there. */
    public List<LockWait> leaveAll(long connection) {
        List<LockWait> gone = new ArrayList<>();
        for (Waiter waiter : List.copyOf(byConnection.getOrDefault(connection, new LinkedHashSet<>(0)))) {
            gone.add(waiter.ask.lockWait());
            leave(waiter.ask.lockWait());
        }
        return gone;
    }

    /**
     * The transaction that has to give way so that this one, which has just begun to wait or has just got rows, does not wait
     * for itself: the youngest of the transactions that wait in a circle. There may be another circle when that is broken.
     */
    public Optional<Xid> deadlock(Xid xid) {
        return mayBeWaitedFor(xid) ? circle(xid).map(this::youngest) : Optional.empty();
    }

    /** Whether requests of that transaction wait. */
    public boolean awaits(Xid xid) {
        return byTransaction.containsKey(xid);
    }

    public List<WaitingRequest> requests() {
        return waiters.values().stream().map(this::toLookAt).toList();
    }

    /** What the requests of one transaction wait for. */
    public List<WaitingRequest> requests(Xid xid) {
        return byTransaction.getOrDefault(xid, new LinkedHashSet<>(0)).stream()
                .map(this::toLookAt)
                .toList();
    }

    /** Requests that are looked at, for tests of cost. */
    long steps() {
        return steps;
    }

    /** A row has one holder less. */
    void freed(LockKey row) {
        Set<Waiter> woken = watchers.remove(row);
        if (woken != null) {
            for (Waiter waiter : woken) {
                waiter.watched = null;
                wake(waiter);
            }
        }
    }

    /** A transaction has got rows: what was kept of them for it is its own now, and it does not wait for them any more. */
    void took(Xid xid, List<LockKey> taken) {
        Set<Waiter> own = byTransaction.get(xid);
        if (own == null) {
            return;
        }
        for (Waiter waiter : List.copyOf(own)) {
            if (!waiter.placed) {
                wake(waiter);
            } else if (taken.stream().anyMatch(row -> isAwaitedBy(waiter, row))) {
                leave(waiter.ask.lockWait());
            }
        }
    }

    private boolean isAwaitedBy(Waiter waiter, LockKey row) {
        Row queue = rows.get(row);
        return queue != null && queue.has(waiter);
    }

    /**
     * A transaction is decided: what waits for it is to hear that. If it rolls back, clients that hold database rows must let
     * go of them, since its undo may need them.
     */
    void decided(OpenTransaction tx, Outcome outcome) {
        if (isEmpty()) {
            return;
        }
        for (Waiter waiter : List.copyOf(byTransaction.getOrDefault(tx.xid(), new LinkedHashSet<>(0)))) {
            if (waiter.placed) {
                leave(waiter.ask.lockWait());
            } else {
                stepAside(waiter);
                wake(waiter);
            }
        }
        if (outcome == Outcome.ROLLBACK) {
            for (BranchState branch : tx.branches().all()) {
                branch.branch().rows().forEach(this::wakeHolding);
            }
        }
    }

    private void wakeHolding(LockKey row) {
        Row queue = rows.get(row);
        if (queue != null) {
            queue.holding.values().forEach(this::wake);
        }
        for (Waiter waiter : watchers.getOrDefault(row, new LinkedHashSet<>(0))) { // by another name of the database
            if (waiter.ask.holding()) {
                wake(waiter);
            }
        }
    }

    private void wake(Waiter waiter) {
        steps++;
        if (!waiter.placed) {
            ready.put(waiter.number, waiter);
        }
    }

    private boolean isFull(Ask ask) {
        return waiters.size() >= state.policy().limits().lockWaiters()
                || weight + ask.weight() > MOST_WEIGHT
                || byTransaction.getOrDefault(ask.xid(), new LinkedHashSet<>(0)).size() >= MOST_OF_ONE_TRANSACTION
                || byConnection
                                .getOrDefault(ask.lockWait().connection(), new LinkedHashSet<>(0))
                                .size()
                        >= MOST_OF_ONE_CONNECTION
                || ask.rows().stream().anyMatch(row -> {
                    Row queue = rows.get(row);
                    return queue != null && queue.size() >= MOST_OF_ONE_ROW;
                });
    }

    /** A client that comes back for rows that are kept for it, and finds another in front of it, keeps its turn. */
    private long numberFor(Ask ask) {
        Waiter kept = keptFor(ask);
        if (kept == null) {
            return ++last;
        }
        leave(kept.ask.lockWait());
        return kept.number;
    }

    private long numberOf(Ask ask) {
        Waiter waiter = waiters.get(ask.lockWait());
        if (waiter != null) {
            return waiter.number;
        }
        Waiter kept = keptFor(ask);
        return kept == null ? Long.MAX_VALUE : kept.number;
    }

    private @Nullable Waiter keptFor(Ask ask) {
        Set<Waiter> own = byTransaction.get(ask.xid());
        return own == null
                ? null
                : own.stream()
                        .filter(waiter ->
                                waiter.placed && new LinkedHashSet<>(waiter.ask.rows()).containsAll(ask.rows()))
                        .findFirst()
                        .orElse(null);
    }

    private void add(Waiter waiter) {
        waiters.put(waiter.ask.lockWait(), waiter);
        byTransaction
                .computeIfAbsent(waiter.ask.xid(), first -> new LinkedHashSet<>())
                .add(waiter);
        byConnection
                .computeIfAbsent(waiter.ask.lockWait().connection(), first -> new LinkedHashSet<>())
                .add(waiter);
        link(waiter);
    }

    private void link(Waiter waiter) {
        waiter.linked = true;
        weight += waiter.ask.weight();
        waiter.ask
                .rows()
                .forEach(row -> rows.computeIfAbsent(row, first -> new Row()).add(waiter));
    }

    private void unlink(Waiter waiter) {
        waiter.linked = false;
        weight -= waiter.ask.weight();
        for (LockKey row : waiter.ask.rows()) {
            Row queue = rows.get(row);
            if (queue != null && queue.removeLast(waiter)) {
                rows.remove(row);
            }
        }
    }

    private void remove(Waiter waiter) {
        stepAside(waiter);
        ready.remove(waiter.number, waiter);
        takeOut(byTransaction, waiter.ask.xid(), waiter);
        takeOut(byConnection, waiter.ask.lockWait().connection(), waiter);
    }

    /** No other waits behind it any more. */
    private void stepAside(Waiter waiter) {
        unwatch(waiter);
        if (waiter.linked) {
            unlink(waiter);
        }
        List<Waiter> followers = List.copyOf(waiter.followers);
        waiter.followers.clear();
        for (Waiter follower : followers) {
            follower.behind = null;
            wake(follower);
        }
    }

    private static <K> void takeOut(Map<K, Set<Waiter>> all, K key, Waiter waiter) {
        Set<Waiter> some = all.get(key);
        if (some != null && some.remove(waiter) && some.isEmpty()) {
            all.remove(key);
        }
    }

    /** @param heldAt the locked row that it waits for, if no waiter is before it */
    private void watch(Waiter waiter, @Nullable LockKey heldAt) {
        unwatch(waiter);
        waiter.placed = false;
        ready.remove(waiter.number, waiter);
        Waiter before = nearestBefore(waiter.ask, waiter.number);
        if (before != null) {
            before.followers.add(waiter);
            waiter.behind = before;
        } else {
            LockKey row = Objects.requireNonNull(heldAt);
            watchers.computeIfAbsent(row, first -> new LinkedHashSet<>()).add(waiter);
            waiter.watched = row;
        }
    }

    private void unwatch(Waiter waiter) {
        if (waiter.behind != null) {
            waiter.behind.followers.remove(waiter);
            waiter.behind = null;
        }
        if (waiter.watched != null) {
            takeOut(watchers, waiter.watched, waiter);
            waiter.watched = null;
        }
    }

    private @Nullable Waiter nearestBefore(Ask ask, long number) {
        for (LockKey row : ask.rows()) {
            Row queue = rows.get(row);
            Waiter before = queue == null ? null : queue.nearestBefore(ask, number);
            steps++;
            if (before != null && !state.locks().isOwner(ask.xid(), row)) {
                return before;
            }
        }
        return null;
    }

    private WaitingRequest toLookAt(Waiter waiter) {
        List<LockKey> foreign = waiter.ask.rows().stream()
                .filter(row -> !state.locks().isOwner(waiter.ask.xid(), row))
                .toList();
        return new WaitingRequest(
                waiter.number,
                waiter.ask.lockWait().connection(),
                waiter.ask.xid(),
                foreign,
                waiter.ask.holding(),
                waiter.placed,
                List.copyOf(waitsFor(waiter)));
    }

    /** Without one that waits, and with no branch, nothing waits for it, except if it has gone before others. */
    private boolean mayBeWaitedFor(Xid xid) {
        OpenTransaction tx = state.openOrNull(xid);
        Set<Waiter> own = byTransaction.get(xid);
        if (tx == null || own == null) {
            return false;
        }
        return !tx.branches().isEmpty()
                || own.size() > 1
                || own.stream().anyMatch(waiter -> waiter.ask.holding() || !waiter.followers.isEmpty());
    }

    /** The transactions of a circle through this one. */
    private Optional<List<Xid>> circle(Xid start) {
        Map<Xid, Xid> reachedFrom = new LinkedHashMap<>();
        Deque<Xid> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            Xid here = next.removeLast();
            for (Xid to : waitsFor(here)) {
                if (to.equals(start)) {
                    List<Xid> all = new ArrayList<>(List.of(start));
                    for (Xid on = here; !on.equals(start); on = Objects.requireNonNull(reachedFrom.get(on))) {
                        all.add(on);
                    }
                    return Optional.of(all);
                }
                if (reachedFrom.putIfAbsent(to, here) == null) {
                    next.add(to);
                }
            }
        }
        return Optional.empty();
    }

    private Set<Xid> waitsFor(Xid xid) {
        Set<Xid> all = new LinkedHashSet<>();
        OpenTransaction tx = state.openOrNull(xid);
        if (tx != null && tx.decision() == null) { // what waits for a decided one has been woken
            byTransaction.getOrDefault(xid, new LinkedHashSet<>(0)).stream()
                    .filter(waiter -> !waiter.placed)
                    .forEach(waiter -> all.addAll(waitsFor(waiter)));
        }
        return all;
    }

    private Set<Xid> waitsFor(Waiter waiter) {
        Set<Xid> all = new LinkedHashSet<>();
        Ask ask = waiter.ask;
        for (LockKey row : ask.rows()) {
            steps++;
            all.addAll(state.locks().owners(row));
            Row queue = rows.get(row);
            Waiter before = queue == null || state.locks().isOwner(ask.xid(), row)
                    ? null
                    : queue.nearestBefore(ask, waiter.number);
            if (before != null) {
                all.add(before.ask.xid());
            }
        }
        if (waiter.watched != null) {
            all.addAll(state.locks().owners(waiter.watched));
        }
        all.remove(ask.xid());
        return all;
    }

    /** All of them are open: each waits. */
    private Xid youngest(List<Xid> circle) {
        Xid youngest = circle.get(0);
        for (Xid xid : circle) {
            if (isYounger(xid, youngest)) {
                youngest = xid;
            }
        }
        return youngest;
    }

    private boolean isYounger(Xid one, Xid other) {
        OpenTransaction a = Objects.requireNonNull(state.openOrNull(one));
        OpenTransaction b = Objects.requireNonNull(state.openOrNull(other));
        int later = a.begun().at().compareTo(b.begun().at());
        return later > 0
                || (later == 0 && one.number().orElse(0) > other.number().orElse(0));
    }

    /**
     * What a request asks of the queue.
     *
     * @param rows in the space in which they are locked
     * @param weight about the bytes that it takes while it waits
     * @param heldAt the locked row because of which it waits, as it is spelt in the table of locks; null if it waits behind
     *     another
     */
    record Ask(
            LockWait lockWait,
            Xid xid,
            List<LockKey> rows,
            boolean holding,
            long weight,
            @Nullable LockKey heldAt) {
        Ask heldAt(LockKey row) {
            return new Ask(lockWait, xid, rows, holding, weight, row);
        }
    }

    /** Equal by identity. */
    private static final class Waiter {
        private final long number;
        private final Set<Waiter> followers = new LinkedHashSet<>(2);
        private Ask ask;
        private boolean placed;
        private boolean linked;
        private @Nullable Waiter behind;
        private @Nullable LockKey watched;

        Waiter(Ask ask, long number) {
            this.ask = ask;
            this.number = number;
        }
    }

    /** The requests that wait for one row. */
    private static final class Row {
        private final TreeMap<Long, Waiter> holding = new TreeMap<>();
        private final TreeMap<Long, Waiter> free = new TreeMap<>();

        void add(Waiter waiter) {
            of(waiter).put(waiter.number, waiter);
        }

        /** @return whether none waits any more */
        boolean removeLast(Waiter waiter) {
            of(waiter).remove(waiter.number, waiter);
            return holding.isEmpty() && free.isEmpty();
        }

        boolean has(Waiter waiter) {
            return of(waiter).get(waiter.number) == waiter;
        }

        int size() {
            return holding.size() + free.size();
        }

        private NavigableMap<Long, Waiter> of(Waiter waiter) {
            return waiter.ask.holding() ? holding : free;
        }

        @Nullable
        Waiter nearestBefore(Ask ask, long number) {
            Waiter before = nearestBefore(ask.holding() ? holding : free, ask.xid(), number);
            return before == null && !ask.holding() ? nearestBefore(holding, ask.xid(), Long.MAX_VALUE) : before;
        }

        private static @Nullable Waiter nearestBefore(NavigableMap<Long, Waiter> some, Xid xid, long number) {
            Map.Entry<Long, Waiter> before = some.lowerEntry(number);
            while (before != null && before.getValue().ask.xid().equals(xid)) {
                before = some.lowerEntry(before.getKey());
            }
            return before == null ? null : before.getValue();
        }
    }
}
