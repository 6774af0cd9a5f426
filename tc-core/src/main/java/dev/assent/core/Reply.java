package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sender of a command hears. */
public sealed interface Reply {
    record TransactionBegun(Xid xid) implements Reply {}

    record BranchAccepted(BranchId branch) implements Reply {}

    record ReportAccepted() implements Reply {}

    record Lockable(boolean free) implements Reply {}

    /** A name may stand for a database, or a database may have a new mark. */
    record DatabaseAccepted(List<HeldTwice> twice) implements Reply {
        public DatabaseAccepted {
            twice = List.copyOf(twice);
        }
    }

    /**
     * The name stands for another database: the client that says otherwise is to show that its database has the mark.
     *
     * @param known the mark that the name stands for
     */
    record ProofNeeded(DatabaseMark known) implements Reply {}

    /**
     * The mark that a database is to take, by an operator's order or in the place of the one that it has lost.
     *
     * @param mark null if there is no order that holds for it
     */
    record MarkGiven(@Nullable DatabaseMark mark) implements Reply {}

    /** A row that two transactions hold, since it was locked under two names until now. Both keep it until they end. */
    record HeldTwice(LockKey row, Begun one, Begun other) {}

    /** The truth about the transaction, whatever was asked for. */
    record Stands(Xid xid, TransactionStatus status) implements Reply {}

    /**
     * What an operator's wish has come to.
     *
     * @param sentence for the operator
     */
    record Explained(Xid xid, TransactionStatus status, String sentence) implements Reply {}

    /** @param sentence for operators and messages, with its code in front */
    record Refused(Refusal reason, String sentence) implements Reply {}
}
