package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes in what is written, what a snapshot holds, and what a restart makes of it. */
final class RecordMutants {
    private static final String EVENT = "core.Event";
    private static final String COORDINATOR = "core.Coordinator";
    private static final String FORCED = "@Override public Durability durability() { return Durability.FORCED; }";
    private static final String LAZY = "@Override public Durability durability() { return Durability.LAZY; }";

    static final List<Mutant> ALL = List.of(
            mutant("R01", "a branch is acknowledged before it is durable")
                    .seenIn("Hmily's default (24)")
                    .in(EVENT)
                    .change(
                            FORCED
                                    + " @Override public Touched applyTo(State state, Instant at) { Branch placed = state.placed(branch);",
                            LAZY
                                    + " @Override public Touched applyTo(State state, Instant at) { Branch placed = state.placed(branch);")
                    .killedBy(SIMULATION),
            mutant("R02", "a commit is delivered before it is durable")
                    .seenIn("etcd 14370 (34)")
                    .in(EVENT)
                    .change(
                            "record CommitDecided(Xid xid, List<BranchId> withoutPhaseTwo) implements OfTransaction { public CommitDecided { withoutPhaseTwo = List.copyOf(withoutPhaseTwo); } "
                                    + FORCED,
                            "record CommitDecided(Xid xid, List<BranchId> withoutPhaseTwo) implements OfTransaction { public CommitDecided { withoutPhaseTwo = List.copyOf(withoutPhaseTwo); } "
                                    + LAZY)
                    .killedBy(SIMULATION),
            mutant("R03", "a rollback is delivered before it is durable: absence is taken for abort")
                    .seenIn("presumed abort, where open transactions survive a restart")
                    .in(EVENT)
                    .change(
                            "record RollbackDecided(Xid xid, Cause cause, List<BranchId> withoutPhaseTwo) implements OfTransaction { public RollbackDecided { withoutPhaseTwo = List.copyOf(withoutPhaseTwo); } "
                                    + FORCED,
                            "record RollbackDecided(Xid xid, Cause cause, List<BranchId> withoutPhaseTwo) implements OfTransaction { public RollbackDecided { withoutPhaseTwo = List.copyOf(withoutPhaseTwo); } "
                                    + LAZY)
                    .killedBy(Suite.test("server.loop.DurabilityTest")),
            mutant("R04", "what a TCC participant reported is not forced")
                    .seenIn("design")
                    .in(EVENT)
                    .change(
                            "@Nullable String applicationData) implements OfTransaction { " + FORCED,
                            "@Nullable String applicationData) implements OfTransaction { " + LAZY)
                    .killedBy(SIMULATION),
            mutant("R05", "numbers are given before their range is durable")
                    .seenIn("JRaft 1245 (26)")
                    .in(EVENT)
                    .change(
                            "record IdsReserved(long from, long upTo) implements Event { " + FORCED,
                            "record IdsReserved(long from, long upTo) implements Event { "
                                    + "@Override public Durability durability() { return Durability.NONE; }")
                    .killedBy(SIMULATION),
            mutant("R06", "numbers are given again after a restart")
                    .seenIn("design")
                    .in("core.Ids")
                    .change("next = Math.max(base, Math.max(next, reserved));", "next = Math.max(next - 3, 1);")
                    .killedBy(SIMULATION),
            mutant("R07", "an empty disk counts from one again")
                    .seenIn("Ratis 1995 (31)")
                    .in("server.loop.Startup")
                    .change(
                            "long since = Math.max(1, wall.toEpochMilli() - FIRST_IDS.toEpochMilli());",
                            "long since = 1;")
                    .change(
                            "return (since << IDS_PER_MILLISECOND_BITS) + random.nextInt(1 << IDS_PER_MILLISECOND_BITS);",
                            "return since << IDS_PER_MILLISECOND_BITS;")
                    .killedBy(SIMULATION),
            mutant("R08", "every branch of a transaction has the same number")
                    .seenIn("design")
                    .in("core.Ids")
                    .change("next = Math.max(next, branch.value() + 1);", "")
                    .killedBy(SIMULATION),
            mutant("R09", "a restart forgets the locks of open transactions")
                    .seenIn("design")
                    .in("core.SnapshotEvent")
                    .change("boolean holdsRows = decision == null ||", "boolean holdsRows = decision != null &&")
                    .killedBy(SIMULATION),
            mutant("R10", "a restart while a commit is delivered locks its rows again")
                    .seenIn("Seata 5958 (2)")
                    .in("core.SnapshotEvent")
                    .change(
                            "(decision.outcome() == Outcome.ROLLBACK && !progress.finished());",
                            "!progress.finished();")
                    .killedBy(SIMULATION),
            mutant("R11", "a restart forgets the pending deliveries of a commit")
                    .seenIn("Seata 5604 (7)")
                    .in("server.loop.CoordinatorLoop")
                    .change(
                            "Slices.run(scheduler, coordinator.openXids(), reconciler::look);",
                            "Slices.run(scheduler, coordinator.openXids().stream().filter(xid -> coordinator.status(xid).state() != dev.assent.core.TransactionState.COMMITTING).toList(), reconciler::look);")
                    .killedBy(SIMULATION),
            mutant("R12", "a restart forgets the deadlines")
                    .seenIn("Seata 5298 (5)")
                    .in("server.loop.CoordinatorLoop")
                    .change(
                            "Slices.run(scheduler, coordinator.openXids(), reconciler::look);",
                            "Slices.run(scheduler, coordinator.openXids().stream().filter(xid -> coordinator.status(xid).state() != dev.assent.core.TransactionState.ACTIVE).toList(), reconciler::look);")
                    .killedBy(SIMULATION),
            mutant("R13", "a snapshot leaves out how transactions ended")
                    .seenIn("design")
                    .in(COORDINATOR)
                    .change("state.ended().snapshot(out);", "")
                    .killedBy(SIMULATION),
            mutant("R14", "a snapshot leaves out unfinished transactions that are past their time")
                    .seenIn("DTM on Redis and Bolt (23)")
                    .in(COORDINATOR)
                    .change(
                            "if (tx.isJournaled()) {",
                            "if (tx.isJournaled() && (tx.decision() == null || tx.begun().deadline().isAfter(latest))) {")
                    .killedBy(SIMULATION),
            mutant("R15", "a snapshot leaves out which request registered a branch")
                    .seenIn("dedupe cache lost on snapshot (38)")
                    .in(COORDINATOR)
                    .change(
                            "new BranchRestored(tx.xid(), branch.branch(), branch.progress())",
                            "new BranchRestored(tx.xid(), new Branch(branch.branch().id(), branch.branch().type(), branch.branch().resourceId(), branch.branch().rows(), branch.branch().origin(), branch.branch().status(), branch.branch().applicationData(), null), branch.progress())")
                    .killedBy(Suite.test("server.loop.LockConflictTest")),
            mutant("R16", "outcomes are forgotten when the wall clock runs ahead between two lives")
                    .seenIn("Assent 02cfca2")
                    .in(EVENT)
                    .change("state.rememberOnFrom(at, memorySpan);", "")
                    .killedBy(SIMULATION),
            mutant("R17", "transactions run out of time while the coordinator is away")
                    .seenIn("design")
                    .in(EVENT)
                    .change("if (!grace.isZero()", "if (false")
                    .killedBy(Suite.test("server.loop.LifeTest")),
            mutant("R18", "an outcome is forgotten as soon as every branch has acknowledged it")
                    .seenIn("Seata 5299 (5)")
                    .in("core.State")
                    .change("ended.remember(xid, ending, at);", "")
                    .killedBy(SIMULATION),
            mutant("R19", "outcomes are forgotten by number, not by time")
                    .seenIn("design")
                    .in("core.Tombstones")
                    .change(
                            "void forgetBefore(Instant now) {",
                            "void forgetBefore(Instant now) { while (generations.size() > 2) { generations.removeFirst(); }")
                    .killedBy(Suite.test("core.TombstonesTest")),
            mutant("R20", "an ended transaction is found by its number alone")
                    .seenIn("design")
                    .in("core.Tombstones")
                    .change(
                            "if (xid.isOf(each.getKey())) {",
                            "if (xid.isOf(each.getKey()) || each.getValue().get(xid.number().orElse(0)) != 0) {")
                    .killedBy(Suite.test("core.TombstonesTest")),
            mutant("R21", "time-outs go by the wall clock")
                    .seenIn("begin time-out measured with wall clock (37)")
                    .in("server.loop.CoordinatorTime")
                    .change(
                            "return base.plusNanos(clock.monotonicNanos() - baseNanos).truncatedTo(ChronoUnit.MILLIS);",
                            "return clock.wall().truncatedTo(ChronoUnit.MILLIS);")
                    .killedBy(Suite.test("server.loop.LifeTest")),
            mutant(
                            "R22",
                            "every start postpones the time-outs again, so that none ever comes while the coordinator keeps crashing")
                    .seenIn("pitfall: a flapping node")
                    .in("core.Terms")
                    .change("return tooSoon ? Duration.ZERO : wanted;", "return tooSoon ? wanted : wanted;")
                    .killedBy(Suite.test("server.loop.LifeTest")),
            mutant("R23", "a coordinator on a restored backup goes on, though a client has heard of more")
                    .seenIn("pitfall: a shorter log goes on silently")
                    .in("server.loop.Continuity")
                    .change("heard.sequence() > term.begunAfter();", "false;")
                    .killedBy(Suite.test("server.loop.HeardTest")),
            mutant("R24", "a coordinator takes another run of its own term for its own")
                    .seenIn("pitfall: an epoch number does not fence")
                    .in("server.loop.Continuity")
                    .change("heard.epoch() >= term.epoch()", "heard.epoch() > term.epoch()")
                    .killedBy(Suite.test("server.loop.HeardTest")));

    private RecordMutants() {}
}
