package dev.assent.simulation.coordinator;

import dev.assent.core.Branch;
import dev.assent.core.Coordinator;
import dev.assent.core.TransactionDetails;
import dev.assent.core.WaitingRequest;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Looks at the requests that wait for rows before and after each task of the coordinator: none is forgotten, none is passed by
 * a later one that may not, none waits for itself, and none outlives its connection.
 */
final class QueueWatch {
    private final World world;
    private final Coordinator coordinator;
    private final LongPredicate isConnected;
    private List<WaitingRequest> before = List.of();
    private Map<LockKey, List<Xid>> holdersBefore = Map.of();

    QueueWatch(World world, Coordinator coordinator, LongPredicate isConnected) {
        this.world = world;
        this.coordinator = coordinator;
        this.isConnected = isConnected;
    }

    /** A task has run. */
    void look() {
        if (before.isEmpty() && coordinator.queue().isEmpty()) {
            return;
        }
        List<WaitingRequest> now = coordinator.queue().requests();
        requireNoneIsPassed(now);
        if (!coordinator.queue().hasNext()) { // else the next task goes on with them
            requireAllWait(now);
            requireNoCircle(now);
        }
        before = now;
        Map<LockKey, List<Xid>> holders = new LinkedHashMap<>();
        now.forEach(request -> request.rows().forEach(row -> holders.put(row, coordinator.holders(row))));
        holdersBefore = holders;
    }

    private void requireAllWait(List<WaitingRequest> now) {
        for (WaitingRequest request : now) {
            require(request.placed() || !request.behind().isEmpty(), "to be given its rows, which are free", request);
            require(isConnected.test(request.connection()), "to end with its connection", request);
            if (request.placed()) {
                world.reached(Marker.ROWS_KEPT_FOR_A_WAITER);
            }
        }
    }

    private void requireNoCircle(List<WaitingRequest> now) {
        Map<Xid, Set<Xid>> behind = new LinkedHashMap<>();
        for (WaitingRequest request : now) {
            if (!request.placed()) {
                behind.computeIfAbsent(request.xid(), first -> new LinkedHashSet<>())
                        .addAll(request.behind());
            }
        }
        for (Xid xid : behind.keySet()) {
            Set<Xid> reached = new LinkedHashSet<>();
            List<Xid> next = new ArrayList<>(Objects.requireNonNull(behind.get(xid)));
            while (!next.isEmpty()) {
                Xid on = next.remove(next.size() - 1);
                if (reached.add(on)) {
                    next.addAll(behind.getOrDefault(on, Set.of()));
                }
            }
            if (reached.contains(xid)) {
                throw new Violation(
                        Promise.FAIR_TURNS,
                        "Expected no circle of transactions that wait, but " + xid + " is in " + now);
            }
        }
    }

    private void requireNoneIsPassed(List<WaitingRequest> now) {
        Set<Long> still = new LinkedHashSet<>();
        now.stream().filter(request -> !request.placed()).forEach(request -> still.add(request.number()));
        for (WaitingRequest waiter : before) {
            if (still.contains(waiter.number())) {
                for (LockKey row : waiter.rows()) {
                    requireNotPassed(waiter, row);
                }
            }
        }
    }

    private void requireNotPassed(WaitingRequest waiter, LockKey row) {
        for (Xid holder : coordinator.holders(row)) {
            boolean isNew =
                    !holdersBefore.getOrDefault(row, List.of()).contains(holder) && !holder.equals(waiter.xid());
            if (isNew && !mayPass(holder, waiter, row)) {
                throw new Violation(
                        Promise.FAIR_TURNS,
                        "Expected " + waiter + " to get the row " + row + " before " + holder
                                + " which asked for it later");
            }
        }
    }

    private boolean mayPass(Xid holder, WaitingRequest waiter, LockKey row) {
        world.reached(Marker.WAITED_IN_TURN);
        boolean wasFirst = before.stream()
                .anyMatch(other -> other.xid().equals(holder)
                        && other.number() < waiter.number()
                        && other.rows().contains(row));
        boolean holds = false;
        for (TransactionDetails.Part part : coordinator.details(holder).branches()) {
            Branch branch = part.branch();
            if (branch.rows().contains(row)) {
                if (!branch.origin().assent()) {
                    return true;
                }
                holds |= String.valueOf(branch.applicationData()).contains("\"autoCommit\":false");
            }
        }
        return wasFirst || (holds && !waiter.holding());
    }

    private static void require(boolean met, String what, WaitingRequest request) {
        if (!met) {
            throw new Violation(Promise.FAIR_TURNS, "Expected " + request + ' ' + what);
        }
    }
}
