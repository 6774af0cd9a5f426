package dev.assent.core;

import dev.assent.core.Reply.Refused;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The error sentences of the core. */
public final class CoreErrors {
    private CoreErrors() {}

    static Refused rowLocked(Xid xid, LockKey row, Xid holder) {
        return new Refused(
                Refusal.LOCKED,
                "ASN-1101: Expected transaction %s to lock row %s, but transaction %s holds it."
                        .formatted(xid, row, holder));
    }

    static Refused rowLockedByRollback(Xid xid, LockKey row, Xid holder) {
        return new Refused(
                Refusal.LOCKED_BY_ROLLBACK,
                ("ASN-1102: Expected transaction %s to lock row %s, but transaction %s holds it and is rolling back."
                                + " Roll the local transaction back first: the undo may need its database row.")
                        .formatted(xid, row, holder));
    }

    static Refused rowAwaited(Xid xid, String resource, Xid before) {
        return new Refused(
                Refusal.LOCKED,
                "ASN-1108: Expected transaction %s to lock rows of %s, but transaction %s waits for one of them and was first."
                        .formatted(xid, resource, before));
    }

    /** The victim of a deadlock hears this. */
    public static Refused deadlock(Xid xid) {
        return new Refused(
                Refusal.ROLLED_BACK,
                ("ASN-2102: Expected transaction %s to get the rows it waits for, but their holders wait for it: a deadlock, for"
                                + " which it is rolled back, since it is the youngest of them.")
                        .formatted(xid));
    }

    /** There is room for endings, none for new work. */
    public static Refused noSpace() {
        return new Refused(
                Refusal.NO_SPACE,
                "ASN-1103: Expected the coordinator to take new work, but its disk is nearly full. Open transactions"
                        + " can still be ended.");
    }

    static Refused memoryIsFull(long bytes, long most) {
        return new Refused(
                Refusal.NO_SPACE,
                ("ASN-1104: Expected the coordinator to take new work, but what it holds takes %d KiB of its memory budget of"
                                + " %d KiB (memory-budget-mib). Open transactions can still be ended.")
                        .formatted(bytes >> 10, most >> 10));
    }

    static Refused manyBranches(Xid xid, int most) {
        return new Refused(
                Refusal.NO_SPACE,
                "ASN-1105: Expected transaction %s to have at most %d branches (branches-per-transaction), but one more asks to join."
                        .formatted(xid, most));
    }

    static Refused longTimeout(Duration asked, Duration most) {
        return new Refused(
                Refusal.MALFORMED,
                "ASN-4111: Expected the time-out of a transaction to be at most %d s (longest-transaction-timeout-s), but it is %d s."
                        .formatted(most.toSeconds(), asked.toSeconds()));
    }

    static Refused rolledBack(Xid xid, TransactionStatus status) {
        return new Refused(
                Refusal.ROLLED_BACK,
                "ASN-2101: Expected transaction %s to be open, but it is %s by %s."
                        .formatted(
                                xid,
                                status.state() == TransactionState.ROLLED_BACK ? "rolled back" : "being rolled back",
                                status.cause() == null ? "none" : words(status.cause())));
    }

    static Refused unknownTransaction(Xid xid) {
        return new Refused(
                Refusal.UNKNOWN_TRANSACTION,
                ("ASN-3101: Expected the coordinator to know transaction %s, but it never began, ended and was"
                                + " forgotten, or had no branches when the coordinator restarted.")
                        .formatted(xid));
    }

    static Refused committed(Xid xid) {
        return new Refused(
                Refusal.COMMITTED, "ASN-4101: Expected transaction %s to be open, but it is committed.".formatted(xid));
    }

    static Refused unknownBranch(Xid xid, BranchId branch) {
        return new Refused(
                Refusal.UNKNOWN_BRANCH,
                "ASN-4102: Expected transaction %s to have branch %s, but it has none of that id."
                        .formatted(xid, branch));
    }

    /** The sentence is the model's own: it knows best what it expected. */
    static Refused badLockKey(String sentence) {
        return new Refused(Refusal.MALFORMED, "ASN-4103: " + sentence + ".");
    }

    static Refused badReport(Xid xid, BranchId branch, BranchStatus status) {
        return new Refused(
                Refusal.MALFORMED,
                "ASN-4104: Expected the report on branch %s of transaction %s to be of phase one, but it says %s."
                        .formatted(branch, xid, status));
    }

    static Refused mixed(Xid xid, BranchType type) {
        return new Refused(
                Refusal.UNSUPPORTED,
                ("ASN-4105: Expected the branches of transaction %s to be all of type SAGA or none, but one of type %s"
                                + " asks to join.")
                        .formatted(xid, type));
    }

    static Refused undecided(Xid xid, Instant deadline) {
        return new Refused(
                Refusal.UNDECIDED,
                ("ASN-4106: Expected transaction %s to be decided, but it is open. Its application may still commit it or"
                                + " roll it back; if neither comes, it is rolled back by its time-out at %s.")
                        .formatted(xid, deadline));
    }

    static Refused nothingLeft(Xid xid, TransactionStatus status) {
        return new Refused(
                Refusal.ENDED,
                "ASN-4107: Expected transaction %s to have pending deliveries, but it has ended: %s."
                        .formatted(xid, ending(status.state())));
    }

    static Refused paused(Xid xid) {
        return new Refused(
                Refusal.PAUSED,
                "ASN-4108: Expected the outcome of transaction %s to be delivered, but an operator has paused that. Resume it first."
                        .formatted(xid));
    }

    static Refused noReason(Xid xid) {
        return new Refused(
                Refusal.MALFORMED,
                "ASN-4109: Expected a reason for ending transaction %s by force, but it is blank. A later reader of its history will need it."
                        .formatted(xid));
    }

    static Refused longReason(Xid xid, int most, int seen) {
        return new Refused(
                Refusal.MALFORMED,
                "ASN-4110: Expected the reason for ending transaction %s by force to have at most %d characters, but it has %d."
                        .formatted(xid, most, seen));
    }

    static Refused nameTaken(String name, DatabaseMark known, DatabaseMark mark, @Nullable String xid) {
        return new Refused(
                Refusal.OTHER_DATABASE,
                ("ASN-4112: Expected resource %s to be the database with the mark %s, but it has the mark %s, and a client"
                                + " that knows no marks %s. Give one of the two databases another name in its URL.")
                        .formatted(
                                name,
                                known,
                                mark,
                                xid == null ? "serves that name" : "has an open branch there, of transaction " + xid));
    }

    static Refused markMissing(String name, DatabaseMark lost, int waiting, Xid first) {
        return new Refused(
                Refusal.OTHER_DATABASE,
                ("ASN-4113: Expected database %s to have the mark %s, but it has none, and %d open transactions have branches"
                                + " there, the first is %s. If it is the same database, run: assent resource adopt %s; if it is a"
                                + " new one, run: assent resource renew %s.")
                        .formatted(name, lost, waiting, first, name, name));
    }

    static Refused markMissing(String name, DatabaseMark known, String used) {
        return new Refused(
                Refusal.OTHER_DATABASE,
                ("ASN-4113: Expected database %s to have the mark %s, but it has none, and clients that know no marks use it by"
                                + " the name %s: that name cannot stand for another database. Run: assent resource adopt %s.")
                        .formatted(name, known, used, name));
    }

    static Refused manyNames(String name, int most) {
        return new Refused(
                Refusal.NO_SPACE,
                "ASN-1106: Expected at most %d names of databases to be known, but %s is one more."
                        .formatted(most, name));
    }

    static Refused manyOrders(String name, int most) {
        return new Refused(
                Refusal.NO_SPACE,
                "ASN-1107: Expected at most %d orders of marks to wait for their databases, but the one for %s is one more."
                        .formatted(most, name));
    }

    private static String ending(TransactionState state) {
        return switch (state) {
            case COMMITTED -> "committed";
            case COMMIT_ABANDONED -> "its commit was decided and ended by force";
            case ROLLBACK_ABANDONED -> "its rollback was decided and ended by force";
            default -> "rolled back";
        };
    }

    /** What decided the outcome, in words. */
    public static String words(Cause cause) {
        return switch (cause) {
            case USER -> "its application";
            case TIMEOUT -> "its time-out";
            case BRANCH -> "a branch that failed";
            case OPERATOR -> "an operator";
        };
    }
}
