package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes in what is decided and what is said of it. */
final class DecisionMutants {
    private static final String ACTIVE = "core.Active";
    private static final String PROJECTION = "server.session.Projection";
    private static final String REQUESTS = "server.request.Requests";
    private static final Suite CORE = Suite.test("core.CoordinatorTest");

    static final List<Mutant> ALL = List.of(
            mutant("D01", "a commit that comes after the deadline commits")
                    .seenIn("design")
                    .in(ACTIVE)
                    .change(
                            "public Decision commit(Instant now) { if (isLate(now)) {",
                            "public Decision commit(Instant now) { if (false) {")
                    .killedBy(CORE),
            mutant("D02", "a branch that comes after the deadline is accepted")
                    .seenIn("design")
                    .in(ACTIVE)
                    .change("if (isLate(now) && !ofEngine) {", "if (false) {")
                    .killedBy(CORE),
            mutant("D03", "a branch is accepted after the decision, and joins it")
                    .seenIn("late enlist (36), Seata 6943 (16)")
                    .in("core.Finishing")
                    .change(
                            "if (!tx.isSaga() || !BranchMode.of(request.type()).engineDecides()) { return tooLate(); }",
                            "")
                    .killedBy(SIMULATION),
            mutant("D04", "a branch is accepted after the decision, and it is not on record")
                    .seenIn("late enlist (36)")
                    .in("core.Finishing")
                    .change(
                            "if (!tx.isSaga() || !BranchMode.of(request.type()).engineDecides()) { return tooLate(); }",
                            "if (!tx.isSaga()) { return Decision.reply(new Reply.BranchAccepted(new BranchId(Long.MAX_VALUE - xid().value().hashCode()))); }")
                    .killedBy(SIMULATION),
            mutant("D05", "a branch is accepted after the end of its transaction")
                    .seenIn("late enlist (36)")
                    .in("core.Finished")
                    .change(
                            "Command.Register request, View view, Instant now) { return tooLate();",
                            "Command.Register request, View view, Instant now) { return Decision.reply(new Reply.BranchAccepted(new dev.assent.model.BranchId(Long.MAX_VALUE - xid.value().hashCode())));")
                    .killedBy(SIMULATION),
            mutant("D06", "a request that is sent again registers a second branch")
                    .seenIn("design")
                    .in("core.GlobalTx")
                    .change(
                            "request.request() == null ? Optional.empty() :",
                            "request.request() == null || true ? Optional.empty() :")
                    .killedBy(CORE),
            mutant("D07", "a branch that failed does not keep its transaction from committing")
                    .seenIn("Seata 5478 (6)")
                    .in(ACTIVE)
                    .change(
                            "return broken ? decide(ROLLBACK, Cause.BRANCH) : decide(COMMIT, Cause.USER);",
                            "return broken ? decide(COMMIT, Cause.BRANCH) : decide(COMMIT, Cause.USER);")
                    .killedBy(SIMULATION),
            mutant("D08", "an AT branch that reported a failure gets no rollback of what it may have done")
                    .seenIn("design")
                    .in("core.BranchMode")
                    .change("return !(has(ENDS_BY_ITSELF) && over)", "return !(!has(ENGINE_DECIDES) && over)")
                    .killedBy(CORE),
            mutant("D09", "an XA branch that failed and ended by itself gets a rollback again")
                    .seenIn("Seata 5835 (15)")
                    .in("core.BranchMode")
                    .change("return !(has(ENDS_BY_ITSELF) && over)", "return !(false && over)")
                    .killedBy(CORE),
            mutant("D10", "a deadline that has not come ends a transaction")
                    .seenIn("design")
                    .in(ACTIVE)
                    .change(
                            "return isLate(now) ? decide(ROLLBACK, Cause.TIMEOUT).silent()",
                            "return true ? decide(ROLLBACK, Cause.TIMEOUT).silent()")
                    .killedBy(CORE),
            mutant("D11", "an unknown transaction is reported committed")
                    .seenIn("Seata's DefaultCore (18)")
                    .in(PROJECTION)
                    .change(
                            "static GlobalStatus ofCommit(TransactionStatus status) { return switch (status.state()) {"
                                    + " case UNKNOWN -> GlobalStatus.FINISHED;",
                            "static GlobalStatus ofCommit(TransactionStatus status) { return switch (status.state()) {"
                                    + " case UNKNOWN -> GlobalStatus.COMMITTED;")
                    .killedBy(Suite.test("server.loop.ProjectionOnTheWireTest")),
            mutant("D12", "a transaction that has ended swallows what its commit should say")
                    .seenIn("Seata 5538 (6)")
                    .in(PROJECTION)
                    .change(
                            "case ROLLED_BACK -> GlobalStatus.TIMEOUT_ROLLBACKED;",
                            "case ROLLED_BACK -> GlobalStatus.COMMITTED;")
                    .killedBy(SIMULATION),
            mutant("D13", "a rollback that goes on is reported done")
                    .seenIn("design: honest answers")
                    .in(PROJECTION)
                    .change(
                            "case COMMITTED, COMMITTING, COMMIT_FAILED, COMMIT_ABANDONED -> GlobalStatus.COMMITTED; case ROLLING_BACK -> GlobalStatus.ROLLBACK_RETRYING;",
                            "case COMMITTED, COMMITTING, COMMIT_FAILED, COMMIT_ABANDONED -> GlobalStatus.COMMITTED; case ROLLING_BACK -> GlobalStatus.ROLLBACKED;")
                    .killedBy(SIMULATION),
            mutant("D14", "a rollback that waits for an operator is reported done")
                    .seenIn("Temporal's continueWithError (25)")
                    .in(PROJECTION)
                    .change(
                            "case ROLLING_BACK -> GlobalStatus.ROLLBACK_RETRYING; case ROLLBACK_FAILED, ROLLBACK_ABANDONED -> GlobalStatus.ROLLBACK_FAILED;",
                            "case ROLLING_BACK -> GlobalStatus.ROLLBACK_RETRYING; case ROLLBACK_FAILED, ROLLBACK_ABANDONED -> GlobalStatus.ROLLBACKED;")
                    .killedBy(SIMULATION),
            mutant("D15", "a rollback is taken for a commit")
                    .seenIn("design: one decision")
                    .in(REQUESTS)
                    .change("end(rollback.xid(), Command.Rollback::new,", "end(rollback.xid(), Command.Commit::new,")
                    .killedBy(SIMULATION),
            mutant("D16", "one request is larger than what a record may hold, and stops the coordinator")
                    .seenIn("Assent 150795e, Seata 6486 (12)")
                    .in("server.request.RequestSizeLimit")
                    .change("if (weight > MOST) {", "if (weight < 0) {")
                    .killedBy(Suite.test("server.loop.HeavyRequestTest")),
            mutant("D17", "the number of a merge names each of its requests")
                    .seenIn("Assent 1149f63")
                    .in("server.request.FrameDispatcher")
                    .change(
                            "requests.handle(merged.msgs().get(i), Map.of(),",
                            "requests.handle(merged.msgs().get(i), frame.head(),")
                    .killedBy(Suite.test("server.loop.MergeTest")),
            mutant("D18", "a report on a branch that has finished is acknowledged, though it is not recorded")
                    .seenIn("Assent, seed 213457591400")
                    .in("core.Finishing")
                    .change(
                            "boolean repeats = branch.branch()",
                            "boolean repeats = branch.finished() || branch.branch()")
                    .killedBy(CORE),
            mutant("D19", "a copy of a request is known only while the connection that made it one is open")
                    .seenIn("Assent")
                    .in("server.session.Sessions")
                    .change(
                            "if (session != null) { session.resources()",
                            "if (session != null) { latest.remove(session.clientId()); session.resources()")
                    .killedBy(Suite.test("server.loop.LateCopyTest")));

    private DecisionMutants() {}
}
