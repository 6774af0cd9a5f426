package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes in telling branches what was decided. */
final class PhaseTwoMutants {
    private static final String PHASE_TWO = "server.delivery.PhaseTwoDelivery";
    private static final String FINISHING = "core.Finishing";
    private static final String SESSIONS = "server.session.Sessions";
    private static final String ORDER = "server.loop.DeliveryOrderTest#";

    static final List<Mutant> ALL = List.of(
            mutant("P01", "a rollback goes forward through the branches")
                    .seenIn("Seata 6121 (8)")
                    .in(FINISHING)
                    .change("List.of(left.get(left.size() - 1))", "List.of(left.get(0))")
                    .killedBy(SIMULATION),
            mutant("P02", "a rollback goes to all branches at once")
                    .seenIn("Seata 6121 (8)")
                    .in(FINISHING)
                    .change("List.of(left.get(left.size() - 1))", "left")
                    .killedBy(Suite.test(ORDER + "rollbackGoesBackwardsOneByOne")),
            mutant("P03", "some branches are never told")
                    .seenIn("Seata 4233 (4)")
                    .in(PHASE_TWO)
                    .change(
                            "Delivery delivery = new Delivery(what);",
                            "Delivery delivery = new Delivery(what);"
                                    + " if (delivery.branch().id().value() % 5 == 0) { return; }")
                    .killedBy(SIMULATION),
            mutant("P04", "some branches are told the opposite")
                    .seenIn("Kafka's late markers (33)")
                    .in("server.delivery.Delivery")
                    .change(
                            "return outcome() == Outcome.COMMIT ?",
                            "return outcome() == Outcome.COMMIT == (b.id().value() % 5 != 0) ?")
                    .killedBy(SIMULATION),
            mutant("P05", "what was on its way to a client that hangs up is lost")
                    .seenIn("Seata 5604 (7)")
                    .in(PHASE_TWO)
                    .change("orphans.forEach(this::dispatch);", "orphans.clear();")
                    .killedBy(SIMULATION),
            mutant("P06", "branches without a resource manager are not told when one comes")
                    .seenIn("Seata 5604 (7)")
                    .in(PHASE_TWO)
                    .change("waiting.forEach(this::dispatch);", "waiting.clear();")
                    .killedBy(SIMULATION),
            mutant("P07", "clients that are gone still count as serving")
                    .seenIn("Seata 6925, 6855 (17)")
                    .in(SESSIONS)
                    .change(
                            "if (serving != null && serving.remove(session) && serving.isEmpty()) {",
                            "if (serving != null && serving.isEmpty()) {")
                    .killedBy(SIMULATION),
            mutant("P08", "an answer counts whatever it is about")
                    .seenIn("Kafka's late markers (33)")
                    .in(PHASE_TWO)
                    .change("if (delivery == null || !isAbout(delivery, answer)) {", "if (delivery == null) {")
                    .killedBy(Suite.test(ORDER + "anAnswerThatIsNotAboutWhatWasAskedIsIgnored")),
            mutant("P09", "a branch that never can is taken for one that has")
                    .seenIn("Temporal's continueWithError (25)")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "if (status == never(commit)) {",
                            "if (status == never(commit)) { if (true) { return Optional.of(BranchAnswer.DONE); }")
                    .killedBy(SIMULATION),
            mutant("P10", "a branch that cannot yet is taken for one that has")
                    .seenIn("Seata 5299 (5)")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "} return Optional.empty(); } /** A saga's",
                            "} return Optional.of(BranchAnswer.DONE); } /** A saga's")
                    .killedBy(SIMULATION),
            mutant("P11", "an XA branch that the database does not know counts as done")
                    .seenIn("DESIGN 4: XAER_NOTA")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "delivery.wentUnanswered() ? BranchAnswer.DONE",
                            "delivery.attempts() >= 0 ? BranchAnswer.DONE")
                    .killedBy(Suite.test(ORDER + "xaThatTheDatabaseNeverKnewIsStuck")),
            mutant("P12", "a branch of one kind of client is told to the other")
                    .seenIn("DESIGN 4")
                    .in(SESSIONS)
                    .change("if (reads && distance < bestDistance)", "if (distance < bestDistance)")
                    .killedBy(SIMULATION),
            mutant("P13", "a TCC branch is told to another application")
                    .seenIn("DESIGN 4")
                    .in(SESSIONS)
                    .change("branch.type() == BranchType.AT ? 4 : 3", "branch.type() == BranchType.AT ? 4 : 5")
                    .killedBy(Suite.test("server.loop.RoutingTest")),
            mutant("P14", "who does not answer is never told again")
                    .seenIn("Seata's wait for a flush (19)")
                    .in(PHASE_TWO)
                    .change("} sweepLater(); } private void sweepLater()", "} } private void sweepLater()")
                    .killedBy(SIMULATION),
            mutant("P15", "retries keep fresh work waiting")
                    .seenIn("DESIGN 4")
                    .in("server.delivery.SendWindow")
                    .change(
                            "boolean retry = fresh.isEmpty() || (retryNext && roomForRetry && !retries.isEmpty());",
                            "boolean retry = fresh.isEmpty() || (roomForRetry && !retries.isEmpty());")
                    .change(
                            "boolean roomForRetry = retriesOnTheWay < Math.max(1, window / 2);",
                            "boolean roomForRetry = true;")
                    .killedBy(Suite.test("server.loop.RoutingTest")),
            mutant("P16", "a branch that is told again waits for the next tick")
                    .seenIn("Assent 2479985")
                    .in("server.loop.CoordinatorLoop")
                    .change(
                            "Frame frame, @Nullable String outcome) {",
                            "Frame frame, @Nullable String outcome) { boolean late = outcome == null;")
                    .change(
                            "told ? frame.with(Extensions.OUTCOME, outcome) : frame); flushLater();",
                            "told ? frame.with(Extensions.OUTCOME, outcome) : frame); if (!late) { flushLater(); }")
                    .killedBy(Suite.test(ORDER + "whoCannotYetIsToldAgainAtLongerAndLongerIntervals")),
            mutant("P17", "undo rows are purged though an unfinished transaction may need them")
                    .seenIn("DESIGN 4: purge orders")
                    .in("server.delivery.UndoPurge")
                    .change("if (kept.contains(resource)) {", "if (false) {")
                    .killedBy(Suite.test("server.loop.UndoPurgeTest")),
            mutant("P18", "what shares a row with a branch that waits for a person is undone before it")
                    .seenIn("DESIGN 4: quarantine")
                    .in("core.Rows")
                    .change(
                            "boolean next = how == null && !found && !behind.containsKey(branch.id());",
                            "boolean next = how == null && !found;")
                    .killedBy(Suite.test("core.QuarantineTest")),
            mutant("P19", "a branch that waits for a person stops all the others")
                    .seenIn("DESIGN 4: quarantine")
                    .in("core.Rows")
                    .change("if (free && branch.rows().stream().anyMatch(rows::contains)) {", "if (free) {")
                    .killedBy(Suite.test("core.QuarantineTest")),
            mutant("P20", "a forced end changes what was decided")
                    .seenIn("DESIGN 4: force")
                    .in("core.Intervention")
                    .change(
                            "new Ending(tx.outcome(), tx.verdict().cause(), false, true)",
                            "new Ending(Outcome.COMMIT, tx.verdict().cause(), false, true)")
                    .killedBy(Suite.test("server.loop.OperatorTest")),
            mutant("P21", "a stopped transaction that ends while its end is lost is stopped for ever")
                    .seenIn("Assent, simulation seed 539")
                    .in("core.Finishing")
                    .change(
                            "boolean endsStopped = next instanceof Finished && progress.isStopped();",
                            "boolean endsStopped = false;")
                    .killedBy(Suite.test("core.QuarantineTest")));

    private PhaseTwoMutants() {}
}
