package dev.assent.server.request;

import dev.assent.core.Reply.Refused;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalReportRequest;
import dev.assent.protocol.GlobalReportResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.Message;
import dev.assent.protocol.Result;
import dev.assent.server.session.Projection;
import dev.assent.server.session.Session;

/**
 * The requests to a coordinator that decides nothing. Each is refused by name. A Seata client reads no reason in the answer to
 * a commit or rollback, and takes every status it knows for an outcome: it gets no answer, and raises by its own time-out.
 */
final class UndecidedRequests {
    private UndecidedRequests() {}

    /** @return false if it is nothing a client may ask */
    static boolean refuse(Message request, Refused why, Responder asker) {
        Session session = asker.session();
        Result failed = Result.failed(why.sentence());
        int code = Projection.code(why.reason(), ExceptionCode.UNKNOWN).toWire(session.version());
        if (request instanceof GlobalBeginRequest) {
            asker.answer(new GlobalBeginResponse(failed, code, null, null), null);
        } else if (request instanceof BranchRegisterRequest) {
            asker.answer(new BranchRegisterResponse(failed, code, 0), null);
        } else if (request instanceof BranchReportRequest) {
            boolean go = session.isGo();
            asker.answer(new BranchReportResponse(go ? Result.failed(null) : failed, go ? 0 : code), null);
        } else if (request instanceof GlobalLockQueryRequest) {
            boolean go = session.isGo();
            asker.answer(new GlobalLockQueryResponse(go ? Result.failed(null) : failed, go ? 0 : code, false), null);
        } else if (request instanceof GlobalStatusRequest) {
            asker.answer(new GlobalStatusResponse(failed, code, GlobalStatus.UNKNOWN), null);
        } else {
            return refuseEnd(request, failed, code, asker);
        }
        return true;
    }

    private static boolean refuseEnd(Message request, Result failed, int code, Responder asker) {
        Message answer;
        if (request instanceof GlobalCommitRequest) {
            answer = new GlobalCommitResponse(failed, code, GlobalStatus.UNKNOWN);
        } else if (request instanceof GlobalRollbackRequest) {
            answer = new GlobalRollbackResponse(failed, code, GlobalStatus.UNKNOWN);
        } else if (request instanceof GlobalReportRequest) {
            answer = new GlobalReportResponse(failed, code, GlobalStatus.UNKNOWN);
        } else {
            return false;
        }
        if (asker.session().isAssent()) {
            asker.answer(answer, null);
        }
        return true;
    }
}
