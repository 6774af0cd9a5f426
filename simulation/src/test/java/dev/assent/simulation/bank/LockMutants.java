package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes about who holds which row. */
final class LockMutants {
    private static final String TABLE = "core.LockTable";
    private static final String EVENT = "core.Event";
    private static final String QUEUE = "core.LockQueue";
    private static final String WAITS = "server.loop.LockWaits";

    static final List<Mutant> ALL = List.of(
            mutant("L01", "the lock check is skipped")
                    .seenIn("Seata 4607 (9)")
                    .in(TABLE)
                    .change("if (!lock.owner.equals(xid)) { return Optional.of(new Held(row, lock.owner)); }", "")
                    .change(
                            "if (lock == null) { locks.put(row,",
                            "if (lock == null || !lock.owner.equals(xid)) { locks.put(row,")
                    .killedBy(SIMULATION),
            mutant("L02", "only the first row of a branch is looked at and locked")
                    .seenIn("Seata 4266 (10)")
                    .in(TABLE)
                    .change(
                            "for (LockKey row : rows) { for (Lock lock",
                            "for (LockKey row : rows.subList(0, Math.min(1, rows.size()))) { for (Lock lock")
                    .change(
                            "void take(Xid xid, Branch branch) { for (LockKey row : branch.rows()) {",
                            "void take(Xid xid, Branch branch) {"
                                    + " for (LockKey row : branch.rows().subList(0, Math.min(1, branch.rows().size()))) {")
                    .killedBy(SIMULATION),
            mutant("L03", "the rows of a table are other rows in capitals")
                    .seenIn("Seata 5749 (11)")
                    .in("model.LockKey")
                    .change("table = table.toLowerCase(Locale.ROOT);", "table = table + \"\".toLowerCase(Locale.ROOT);")
                    .killedBy(SIMULATION),
            mutant("L04", "a commit leaves its rows locked")
                    .seenIn("Seata 4233 (4)")
                    .in(EVENT)
                    .change(
                            "for (BranchState branch : tx.branches().all()) { state.locks().release(xid, branch.branch()); }",
                            "")
                    .killedBy(SIMULATION),
            mutant("L05", "a decision to roll back frees rows that are not undone yet")
                    .seenIn("design")
                    .in(EVENT)
                    .change(
                            "for (BranchId over : withoutPhaseTwo) { tx.branches().find(over).ifPresent(b -> state.locks().release(xid, b.branch())); }",
                            "for (BranchState b : tx.branches().all()) { state.locks().release(xid, b.branch()); }")
                    .killedBy(SIMULATION),
            mutant("L06", "an undone branch leaves its rows locked")
                    .seenIn("Seata 4233 (4)")
                    .in("core.PhaseTwoEvent")
                    .change("state.locks().release(xid, done.branch());", "")
                    .killedBy(SIMULATION),
            mutant("L07", "rows are free although a later branch of the same transaction holds them still")
                    .seenIn("design")
                    .in(TABLE)
                    .change("&& lock.isFreeWithout(branch.id())", "")
                    .killedBy(SIMULATION),
            mutant("L08", "somebody else's lock is released")
                    .seenIn("Seata 4177 (3)")
                    .in(TABLE)
                    .change(
                            "while (lock != null && !lock.owner.equals(xid)) { before = lock; lock = lock.beside; }"
                                    + " if (lock != null && lock.isFreeWithout(branch.id())) {",
                            "if (lock != null) {")
                    .killedBy(Suite.test("core.LockTableTest")),
            mutant("L09", "a refused branch keeps those rows that were free")
                    .seenIn("Seata 6932 (1)")
                    .in("core.BranchRegistration")
                    .change(
                            "LockWait lockWait = request.lockWait();",
                            "if (held.isPresent()) { State state = (State) view; rows.stream().filter(row -> state.heldByOther(xid, List.of(row)).isEmpty()).forEach(row -> state.locks().take(xid, new Branch(new BranchId(1), request.type(), request.resourceId(), List.of(row), request.origin(), BranchStatus.REGISTERED, null, null))); } LockWait lockWait = request.lockWait();")
                    .killedBy(SIMULATION),
            mutant("L10", "a lock key that does not parse whole locks the half that does")
                    .seenIn("design")
                    .in("model.LockKey")
                    .change(
                            "if (colon <= 0) { throw unreadable(text, \"'\" + start(group) + \"' names no table\"); }",
                            "if (colon <= 0) { continue; }")
                    .killedBy(Suite.test("core.CoordinatorTest")),
            mutant("L11", "a parked branch frees its rows")
                    .seenIn("design")
                    .in("core.PhaseTwoEvent")
                    .change(
                            "tx.park(found, new Parked(branch, reason, at, attempts, retried));",
                            "state.locks().release(xid, found.branch()); tx.park(found, new Parked(branch, reason, at, attempts, retried));")
                    .killedBy(SIMULATION),
            mutant("L12", "a registration that holds a database row which an undo needs is answered 'wait'")
                    .seenIn("design")
                    .in("core.BranchRegistration")
                    .change(
                            "return request.holdsLocalTransaction() && rollsBack",
                            "return request.holdsLocalTransaction() && !rollsBack")
                    .killedBy(Suite.test("core.CoordinatorTest")),
            mutant("L13", "a newcomer goes before those that wait for one of its rows")
                    .seenIn("pitfall")
                    .in(QUEUE)
                    .change("if (isEmpty()) { return Optional.empty(); }", "if (true) { return Optional.empty(); }")
                    .killedBy(SIMULATION),
            mutant("L14", "a release wakes nobody who waits")
                    .seenIn("design")
                    .in(TABLE)
                    .change("freed.accept(row);", "")
                    .killedBy(SIMULATION),
            mutant("L15", "a waiter outlives its connection")
                    .seenIn("pitfall")
                    .in("server.loop.CoordinatorLoop")
                    .change("decider.lockWaits().gone(connection);", "")
                    .killedBy(SIMULATION),
            mutant("L16", "a deadlock lasts until the time of its waiters is over")
                    .seenIn("pitfall")
                    .in(QUEUE)
                    .change(
                            "return mayBeWaitedFor(xid) ? circle(xid).map(this::youngest) : Optional.empty();",
                            "return false ? circle(xid).map(this::youngest) : Optional.empty();")
                    .killedBy(SIMULATION),
            mutant("L17", "a wait has no end")
                    .seenIn("design")
                    .in(WAITS)
                    .change("scheduler.after(wait.time(), () -> timeIsUp(wait));", "")
                    .killedBy(Suite.test("server.loop.LockWaitTest")),
            mutant("L18", "rows are kept for ever for a waiter that does not come back")
                    .seenIn("pitfall")
                    .in(WAITS)
                    .change("queue.leave(wait); tryAgain(); } /** What waits", "tryAgain(); } /** What waits")
                    .killedBy(Suite.test("server.loop.LockWaitTest")),
            mutant("L19", "whoever waits with database rows does not hear that the holder rolls back")
                    .seenIn("pitfall")
                    .in(QUEUE)
                    .change("if (outcome == Outcome.ROLLBACK) {", "if (false) {")
                    .killedBy(Suite.test("core.LockQueueTest")),
            mutant("L20", "the last to ask is the first to get")
                    .seenIn("pitfall")
                    .in(QUEUE)
                    .change("some.lowerEntry(number);", "some.higherEntry(number);")
                    .killedBy(Suite.test("core.LockQueueTest")));

    private LockMutants() {}
}
