package dev.assent.server.errors;

import dev.assent.core.PendingDelivery;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.Reply.HeldTwice;
import java.time.Duration;

/** Lines of the log about transactions: what is wrong, and what happens next. */
public final class TransactionLines {
    private TransactionLines() {}

    /** A line of the log: what is wrong, and what happens next. */
    public static String heldTwice(HeldTwice row) {
        return ("row %s is held by %s and by %s, since its database had two names until now. Both keep it until they end; no"
                        + " other gets it.")
                .formatted(row.row(), LogNames.of(row.one()), LogNames.of(row.other()));
    }

    /** A line of the log: the application has committed although a local transaction had failed, perhaps after another try. */
    public static String committedWithout(PendingDelivery delivery) {
        return "%s is committed without %s, whose local transaction had failed."
                .formatted(LogNames.of(delivery.begun()), LogNames.of(delivery.branch()));
    }

    /** A line of the log: the only witness that a database has lost a local commit (P8). */
    public static String lostCommit(PendingDelivery delivery, Object session) {
        return ("%s is committed, but the database of %s has no trace of %s: it has lost the local commit, as by a failover to"
                        + " a replica that was behind, or by a restored backup. Look whether the rows of this branch are there;"
                        + " 'assent tx show %s' lists them.")
                .formatted(LogNames.of(delivery.begun()), session, LogNames.of(delivery.branch()), delivery.xid());
    }

    /** A line of the log: what is wrong, and what happens next. */
    public static String parked(BranchParked fact, String outcome, String transaction, String branch) {
        String what =
                "the %s of %s was delivered to %s, but %s.".formatted(outcome, transaction, branch, fact.reason());
        return what
                + (fact.retried()
                        ? " Delivery to it is retried in the background. Only branches that share a row with it wait; all others"
                                + " proceed."
                        : " It keeps its locks, and nothing is delivered to it before an operator retries it: mend its rows first,"
                                + " or end the transaction by force.");
    }

    /** A line of the log: a resource manager does not answer, and what happens next. */
    public static String silent(Object session, Duration age, PendingDelivery delivery) {
        return ("%s has not answered the outcome of %s to %s for %d s, and no other connection serves its resource: its"
                        + " connection is closed, so that it may connect again.")
                .formatted(session, LogNames.of(delivery.begun()), LogNames.of(delivery.branch()), age.toSeconds());
    }
}
