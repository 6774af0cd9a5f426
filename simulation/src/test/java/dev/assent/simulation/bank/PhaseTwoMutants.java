package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes in telling branches what was decided. */
final class PhaseTwoMutants {
    private static final String PHASE_TWO = "server.delivery.PhaseTwoDelivery";
    private static final String CALL_SENDER = "server.delivery.CallSender";
    private static final String FINISHING = "core.Finishing";
    private static final String SESSIONS = "server.session.Sessions";
    private static final String ORDER = "server.loop.DeliveryOrderTest#";

    static final List<Mutant> ALL = List.of(
            mutant("P01", "a rollback goes forward through the branches")
                    .seenIn("Seata 6121 (8)")
                    .in("core.UndoOrder")
                    .change("holders.last().equals(holder) ? 0 : 1", "holders.first().equals(holder) ? 0 : 1")
                    .change(
                            "boolean last = holders.last().equals(branch);",
                            "boolean last = holders.first().equals(branch);")
                    .change("BranchId next = holders.last();", "BranchId next = holders.first();")
                    .change("ready.isEmpty() ? null : ready.last();", "ready.isEmpty() ? null : ready.first();")
                    .killedBy(SIMULATION),
            mutant("P02", "a rollback goes to all branches at once")
                    .seenIn("Seata 6121 (8)")
                    .in("core.ObligationsReader")
                    .change(
                            "} else if (tx.outcome() == Outcome.ROLLBACK && tx.tx().branches().parked() == 0) {",
                            "} else if (tx.outcome() == Outcome.ROLLBACK && false) {")
                    .change("if (tx.isDue(branch)) {", "if (!branch.finished() && !branch.isGivenUp()) {")
                    .killedBy(Suite.test(ORDER + "rollbackGoesBackwardsOneByOne")),
            mutant("P03", "nothing is delivered to some branches")
                    .seenIn("Seata 4233 (4)")
                    .in(PHASE_TWO)
                    .change(
                            "Delivery delivery = new Delivery(wanted, options.answerTimeout());",
                            "Delivery delivery = new Delivery(wanted, options.answerTimeout()); if (wanted.branch().id().value() % 5 == 0) { return; }")
                    .killedBy(SIMULATION),
            mutant("P04", "some branches get the opposite outcome")
                    .seenIn("Kafka's late markers (33)")
                    .in("server.delivery.Delivery")
                    .change(
                            "return outcome() == Outcome.COMMIT ?",
                            "return outcome() == Outcome.COMMIT == (b.id().value() % 5 != 0) ?")
                    .killedBy(SIMULATION),
            mutant("P05", "what was on its way to a client that hangs up is lost")
                    .seenIn("Seata 5604 (7)")
                    .in(CALL_SENDER)
                    .change("Slices.run(scheduler, orphans, this::dispatch);", "orphans.clear();")
                    .killedBy(SIMULATION),
            mutant("P06", "deliveries without a resource manager do not go out when one comes")
                    .seenIn("Seata 5604 (7)")
                    .in(CALL_SENDER)
                    .change("Slices.run(scheduler, waiting, this::dispatch);", "waiting.clear();")
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
                    .change("if (call == null || !call.isAnsweredBy(answer)) {", "if (call == null) {")
                    .killedBy(Suite.test(ORDER + "anAnswerThatIsNotAboutWhatWasAskedIsIgnored")),
            mutant("P09", "a branch that never can is taken for one that has")
                    .seenIn("Temporal's continueWithError (25)")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "if (status == never(commit)) {",
                            "if (status == never(commit)) { if (true) { return Optional.of(BranchAnswer.DONE); }")
                    .killedBy(SIMULATION),
            mutant("P10", "an answer 'later' is taken for an answer 'done'")
                    .seenIn("Seata 5299 (5)")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "return Optional.empty(); } /** * What the answer",
                            "return Optional.of(BranchAnswer.DONE); } /** * What the answer")
                    .killedBy(SIMULATION),
            mutant("P11", "an XA branch that the database does not know counts as done")
                    .seenIn("design: XAER_NOTA")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "delivery.wentUnanswered() ? BranchAnswer.DONE",
                            "delivery.attempts() >= 0 ? BranchAnswer.DONE")
                    .killedBy(Suite.test(ORDER + "xaThatTheDatabaseNeverKnewIsStuck")),
            mutant("P12", "a branch of one kind of client is delivered to the other")
                    .seenIn("design")
                    .in(SESSIONS)
                    .change(
                            "if (reads && distance < bestDistance && wanted.test(session)) {",
                            "if (distance < bestDistance && wanted.test(session)) {")
                    .killedBy(SIMULATION),
            mutant("P13", "a TCC branch is delivered to another application")
                    .seenIn("design")
                    .in(SESSIONS)
                    .change(".isForAnyInstance() ? 4 : 3", ".isForAnyInstance() ? 4 : 4")
                    .killedBy(Suite.test("server.loop.RoutingTest")),
            mutant("P14", "a call that is never answered is waited for without end")
                    .seenIn("Seata's wait for a flush (19)")
                    .in("server.delivery.Patience")
                    .change("some.forEach(call -> look(call, time));", "")
                    .killedBy(SIMULATION),
            mutant("P15", "retries keep fresh work waiting")
                    .seenIn("design")
                    .in("server.delivery.SendWindow")
                    .change(
                            "boolean retry = fresh.isEmpty() || (retryNext && roomForRetry && !retries.isEmpty());",
                            "boolean retry = fresh.isEmpty() || (roomForRetry && !retries.isEmpty());")
                    .change(
                            "boolean roomForRetry = retriesOnTheWay < Math.max(1, window / 2);",
                            "boolean roomForRetry = true;")
                    .killedBy(Suite.test("server.loop.RoutingTest")),
            mutant("P16", "a delivery that is repeated waits for the next tick")
                    .seenIn("Assent 2479985")
                    .in("server.request.Outgoing")
                    .change(
                            "void send(Session session, Frame frame, @Nullable String outcome) {",
                            "void send(Session session, Frame frame, @Nullable String outcome) { boolean late = outcome == null;")
                    .change(
                            "session.isAssent() ? forOurs(frame, outcome) : frame); flushLater();",
                            "session.isAssent() ? forOurs(frame, outcome) : frame); if (!late) { flushLater(); }")
                    .killedBy(Suite.test(ORDER + "whoCannotYetIsToldAgainAtLongerAndLongerIntervals")),
            mutant("P17", "undo rows are purged though an unfinished transaction may need them")
                    .seenIn("design: purge orders")
                    .in("server.delivery.UndoPurge")
                    .change("if (kept.contains(resource)) {", "if (false) {")
                    .killedBy(Suite.test("server.loop.UndoPurgeTest")),
            mutant("P18", "what shares a row with a parked branch is undone before it")
                    .seenIn("design: parked branches")
                    .in("core.UndoOrder")
                    .change("return one == null || one.behind == 0;", "return one == null || one.behind >= 0;")
                    .killedBy(Suite.test("core.ParkedBranchesTest")),
            mutant("P19", "a parked branch stops all the others")
                    .seenIn("design: parked branches")
                    .in("core.UndoOrder")
                    .change(
                            "void parked(BranchId branch) { ready.remove(branch);",
                            "void parked(BranchId branch) { ready.clear();")
                    .killedBy(Suite.test("core.ParkedBranchesTest")),
            mutant("P20", "a forced end changes what was decided")
                    .seenIn("design: force")
                    .in("core.PhaseTwoEvent")
                    .change(
                            "new Ending(decision.outcome(), decision.cause(), false, true)",
                            "new Ending(Outcome.COMMIT, decision.cause(), false, true)")
                    .killedBy(Suite.test("server.loop.OperatorTest")),
            mutant("P21", "a paused transaction that ends while its end is lost is paused for ever")
                    .seenIn("Assent, simulation seed 539")
                    .in(FINISHING)
                    .change(
                            "boolean endsPaused = tx.paused() != null && tx.branches().unfinished() == 1;",
                            "boolean endsPaused = false;")
                    .killedBy(Suite.test("core.ParkedBranchesTest")),
            mutant("P22", "what the state says is delivered though the disk does not know it yet")
                    .seenIn("pitfall: obligations read off live state")
                    .in("server.loop.Reconciler")
                    .change(
                            "if (changes == null || !journal.isDurable(changes.lastForced)) {",
                            "if (changes == null) {")
                    .killedBy(Suite.test("server.loop.DurabilityTest")),
            mutant("P23", "that a branch never can is believed of a call that was given up")
                    .seenIn("pitfall: slow participants")
                    .in("server.delivery.PhaseTwoStatuses")
                    .change(
                            "return unknown ? Optional.empty() : of(delivery, status).filter(BranchAnswer::isFinal);",
                            "return unknown ? Optional.empty() : of(delivery, status);")
                    .killedBy(Suite.test(ORDER + "thatItNeverCanCountsFromTheCurrentCallAlone")),
            mutant("P24", "a second call goes over the connection on which the first is still out")
                    .seenIn("pitfall: slow participants")
                    .in(CALL_SENDER)
                    .change(
                            "return sessions.serving(delivery.branch(), each -> !calls.isOut(delivery, each));",
                            "return sessions.serving(delivery.branch(), each -> true);")
                    .killedBy(Suite.test(
                            ORDER + "aSlowParticipantIsNotCalledTwiceOverOneConnectionAndItsLateAnswerCounts")));

    private PhaseTwoMutants() {}
}
