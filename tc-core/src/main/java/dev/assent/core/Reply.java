package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;

/** What the sender of a command hears. */
public sealed interface Reply {
    record TransactionBegun(Xid xid) implements Reply {}

    record BranchAccepted(BranchId branch) implements Reply {}

    record ReportAccepted() implements Reply {}

    record Lockable(boolean free) implements Reply {}

    /** The truth about the transaction, whatever was asked for. */
    record Stands(Xid xid, TransactionStatus standing) implements Reply {}

    /**
     * What an operator's wish has come to.
     *
     * @param sentence for people
     */
    record Explained(Xid xid, TransactionStatus standing, String sentence) implements Reply {}

    /** @param sentence for people, with its code in front */
    record Refused(Refusal reason, String sentence) implements Reply {}
}
