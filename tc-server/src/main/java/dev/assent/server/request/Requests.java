package dev.assent.server.request;

import dev.assent.core.Command;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Refused;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalReportRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Message;
import dev.assent.server.session.Projection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns requests into commands, and what the core says into answers. */
public final class Requests {
    private final BeginRequests begins;
    private final BranchRequests branches;
    private final EndRequests ends;
    private final LockQueries locks;
    private final Supplier<@Nullable Refused> undecided;

    /**
     * @param settled the status of a transaction that is settled, as far as that is durable; empty of any other
     * @param undecided why the coordinator decides nothing; null if it does
     * @param unfinished says what the end of a transaction waits for
     * @param queuesPolls whether the requests of Seata's clients take their turn in the queue for rows
     */
    public Requests(
            BiConsumer<Command, Consumer<Reply>> decide,
            SettlementWaiters waiters,
            Function<Xid, Optional<TransactionStatus>> settled,
            Supplier<@Nullable Refused> undecided,
            Unfinished unfinished,
            boolean queuesPolls) {
        this.undecided = undecided;
        this.begins = new BeginRequests(decide);
        this.branches = new BranchRequests(decide, queuesPolls);
        this.ends = new EndRequests(decide, waiters, settled, unfinished);
        this.locks = new LockQueries(decide);
    }

    /**
     * @param head of the frame it came in
     * @return false if it is nothing a client may ask
     */
    boolean handle(Message request, Map<String, @Nullable String> head, @Nullable Refused noNewWork, Responder asker) {
        Refused why = undecided.get();
        if (why != null) {
            return UndecidedRequests.refuse(request, why, asker);
        }
        if (request instanceof GlobalBeginRequest begin) {
            begins.begin(begin, noNewWork, asker);
        } else if (request instanceof BranchRegisterRequest register) {
            branches.register(register, head, noNewWork, asker);
        } else if (request instanceof BranchReportRequest report) {
            branches.report(report, noNewWork, asker);
        } else if (request instanceof GlobalCommitRequest commit) {
            ends.end(commit.xid(), Command.Commit::new, Projection::ofCommit, GlobalCommitResponse::new, asker);
        } else if (request instanceof GlobalRollbackRequest rollback && Extensions.isRollbackOnly(head)) {
            ends.rollbackOnly(rollback, asker);
        } else if (request instanceof GlobalRollbackRequest rollback) {
            ends.end(rollback.xid(), Command.Rollback::new, Projection::ofRollback, GlobalRollbackResponse::new, asker);
        } else if (request instanceof GlobalStatusRequest status) {
            ends.status(status, asker);
        } else if (request instanceof GlobalReportRequest report) {
            ends.report(report, asker);
        } else if (request instanceof GlobalLockQueryRequest query) {
            locks.query(query, head, asker);
        } else {
            return false;
        }
        return true;
    }
}
