package dev.assent.core;

import dev.assent.core.Reply.Refused;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;

/** Every sentence of the core, side by side, so that they speak with one voice. */
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

    /** There is room for endings, none for new work. */
    public static Refused noSpace() {
        return new Refused(
                Refusal.NO_SPACE,
                "ASN-1103: Expected the coordinator to take new work, but its disk is nearly full. Open transactions"
                        + " can still be ended.");
    }

    static Refused rolledBack(Xid xid, Standing standing) {
        return new Refused(
                Refusal.ROLLED_BACK,
                "ASN-2101: Expected transaction %s to be open, but it is %s by %s."
                        .formatted(
                                xid,
                                standing.stage() == Stage.ROLLED_BACK ? "rolled back" : "being rolled back",
                                standing.cause()));
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

    static Refused unsupported(Xid xid, BranchType type) {
        return new Refused(
                Refusal.UNSUPPORTED,
                "ASN-4105: Expected a branch of transaction %s to be of type AT, TCC or XA, but it is of type %s."
                        .formatted(xid, type));
    }
}
