package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes in telling branches what was decided. */
final class PhaseTwoMutants {
    private static final String PHASE_TWO = "server.loop.PhaseTwo";
    private static final String FINISHING = "core.Finishing";
    private static final String SESSIONS = "server.loop.Sessions";
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
                    .change("return left.isEmpty() ? List.of() : List.of(left.get(left.size() - 1));", "return left;")
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
                    .in("server.loop.Delivery")
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
                    .in("server.loop.Verdicts")
                    .change(
                            "if (status == never(commit)) {",
                            "if (status == never(commit)) { if (delivery.attempts() >= 0) { return Optional.of(BranchAnswer.DONE); }")
                    .killedBy(SIMULATION),
            mutant("P10", "a branch that cannot yet is taken for one that has")
                    .seenIn("Seata 5299 (5)")
                    .in(PHASE_TWO)
                    .change(
                            "delivery.refused(answer.branchStatus().toString()); retryLater(delivery); return;",
                            "verdict = Optional.of(BranchAnswer.DONE);")
                    .killedBy(SIMULATION),
            mutant("P11", "an XA branch that the database does not know counts as done")
                    .seenIn("DESIGN 4: XAER_NOTA")
                    .in("server.loop.Verdicts")
                    .change("delivery.wentUnanswered()", "delivery.attempts() > 0")
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
                    .change("if (!sweeping && !(onTheWay.isEmpty() && quarantine.isEmpty())) {", "if (false) {")
                    .killedBy(SIMULATION),
            mutant("P15", "retries keep fresh work waiting")
                    .seenIn("DESIGN 4")
                    .in("server.loop.Lane")
                    .change("retryNext = !retry;", "retryNext = true;")
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
                    .killedBy(Suite.test(ORDER + "whoCannotYetIsToldAgainAtLongerAndLongerIntervals")));

    private PhaseTwoMutants() {}
}
