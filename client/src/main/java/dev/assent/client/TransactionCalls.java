package dev.assent.client;

import dev.assent.model.AssentException;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalReportRequest;
import dev.assent.protocol.GlobalReportResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.protocol.WaitsFor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The transaction manager's part of the protocol. */
final class TransactionCalls implements Transactions {
    private final CoordinatorAddress address;
    private final RequestSender caller;
    private final EndResults endings;
    private final EndLog log;

    TransactionCalls(CoordinatorAddress address, RequestSender caller, EndWatch watch) {
        this.address = address;
        this.log = new EndLog(watch);
        this.caller = caller;
        this.endings = new EndResults(address);
    }

    @Override
    public Xid begin(String name, Duration timeout) {
        long millis = timeout.toMillis();
        if (millis < 1 || millis > Integer.MAX_VALUE) {
            throw ClientErrors.badTimeout(millis);
        }
        String task = "begin transaction '" + name + "'";
        try {
            GlobalBeginResponse answer = caller.ask(
                            new GlobalBeginRequest((int) millis, name), GlobalBeginResponse.class, true)
                    .message();
            if (!answer.result().success()) {
                throw ClientErrors.notNow(
                        address, task, String.valueOf(answer.result().msg()));
            }
            return new Xid(String.valueOf(answer.xid()));
        } catch (NoResponse e) {
            // one that was begun and not heard of has no branches: its time ends it
            throw ClientErrors.nothingDone(address, task, e.why());
        } catch (IllegalArgumentException e) {
            throw ClientErrors.refused(address, task, "its xid is not valid. " + e.getMessage());
        }
    }

    @Override
    public Ending commit(Xid xid) {
        try {
            Answer<? extends GlobalEndResponse> answer =
                    caller.insist(xid, new GlobalCommitRequest(xid.value(), null), GlobalCommitResponse.class);
            log.insteadOfCommit(xid, answer);
            Ending ending = endings.ofCommit(xid, answer);
            log.ended(xid, ending, answer);
            return ending;
        } catch (NoResponse e) {
            throw unanswered("commit transaction " + xid, e);
        }
    }

    @Override
    public Ending rollback(Xid xid) {
        try {
            Answer<? extends GlobalEndResponse> answer =
                    caller.insist(xid, new GlobalRollbackRequest(xid.value(), null), GlobalRollbackResponse.class);
            Ending ending = endings.ofRollback(xid, answer);
            log.ended(xid, ending, answer);
            return ending;
        } catch (NoResponse e) {
            log.rollbackUnanswered(xid, e.why());
            throw unanswered("roll back transaction " + xid, e);
        }
    }

    @Override
    public GlobalStatus status(Xid xid) {
        try {
            return caller.ask(new GlobalStatusRequest(xid.value(), null), GlobalStatusResponse.class, true)
                    .message()
                    .globalStatus();
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, "say where transaction " + xid + " stands", e.why());
        }
    }

    /** Any answer will do, also that the transaction is not known. */
    void greet() {
        try {
            caller.ask(new GlobalStatusRequest(address + ":1", null), GlobalStatusResponse.class, true);
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, "answer", e.why());
        }
    }

    @Override
    public void markRollbackOnly(Xid xid) {
        String task = "mark transaction " + xid + " rollback-only";
        try {
            caller.askAssent(
                    new GlobalRollbackRequest(xid.value(), null),
                    GlobalRollbackResponse.class,
                    Extensions.rollbackOnly());
        } catch (NoResponse e) {
            throw unanswered(task, e);
        }
    }

    @Override
    public GlobalStatus reportSaga(Xid xid, GlobalStatus status) {
        String task = "take the report " + status + " on saga " + xid;
        try {
            GlobalReportResponse answer = caller.ask(
                            new GlobalReportRequest(xid.value(), null, status), GlobalReportResponse.class, true)
                    .message();
            if (!answer.result().success()) {
                throw ClientErrors.notNow(
                        address, task, String.valueOf(answer.result().msg()));
            }
            return answer.globalStatus();
        } catch (NoResponse e) {
            throw unanswered(task, e);
        }
    }

    @Override
    public TransactionReport report(Xid xid) {
        try {
            Answer<GlobalStatusResponse> answer =
                    caller.ask(new GlobalStatusRequest(xid.value(), null), GlobalStatusResponse.class, true);
            Optional<WaitsFor> waits = WaitsFor.in(answer.head());
            return new TransactionReport(
                    xid,
                    answer.message().globalStatus(),
                    OutcomeDetail.in(answer.head()).map(OutcomeWords::of).orElse(""),
                    waits.map(BranchWords::unfinished).orElse(List.of()),
                    waits.map(WaitsFor::more).orElse(0));
        } catch (NoResponse e) {
            throw ClientErrors.nothingDone(address, "say where transaction " + xid + " stands", e.why());
        }
    }

    private AssentException unanswered(String task, NoResponse e) {
        return e.sent()
                ? ClientErrors.mayHaveBeenDone(address, task, e.why())
                : ClientErrors.nothingDone(address, task, e.why());
    }
}
