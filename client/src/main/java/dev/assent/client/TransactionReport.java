package dev.assent.client;

import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.util.List;

/**
 * What the coordinator knows of a transaction.
 *
 * @param status {@link GlobalStatus#FINISHED} if it ended and is forgotten, or is unknown
 * @param outcome in words that complete "the transaction is ", with what decided it; empty if the coordinator is a Seata
 *     server. Its wording may change
 * @param unfinished branches that have not got the outcome although it is decided; at most three of them, and none of a
 *     Seata server
 * @param more how many others there are
 */
public record TransactionReport(
        Xid xid, GlobalStatus status, String outcome, List<UnfinishedBranch> unfinished, int more) {
    public TransactionReport {
        unfinished = List.copyOf(unfinished);
    }

    /**
     * A branch that the end of the transaction waits for.
     *
     * @param application the service that has registered it
     * @param reason a sentence without its full stop; empty if it is not its turn yet. Its wording may change
     */
    public record UnfinishedBranch(String id, String application, String resource, String reason) {}
}
