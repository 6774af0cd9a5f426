package dev.assent.server.request;

import dev.assent.core.Command;
import dev.assent.core.LockWait;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Refused;
import dev.assent.core.RequestId;
import dev.assent.model.BranchId;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Result;
import dev.assent.server.session.Projection;
import dev.assent.server.session.Session;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Registers branches, and takes what is reported of them. */
final class BranchRequests {
    private final BiConsumer<Command, Consumer<Reply>> decide;
    private final boolean queuesPolls;
    private final AtApplicationData applicationData = new AtApplicationData();

    BranchRequests(BiConsumer<Command, Consumer<Reply>> decide, boolean queuesPolls) {
        this.decide = decide;
        this.queuesPolls = queuesPolls;
    }

    void register(
            BranchRegisterRequest request,
            Map<String, @Nullable String> head,
            @Nullable Refused noNewWork,
            Responder asker) {
        Optional<Xid> xid = Refusals.xid(request.xid());
        DatabaseMark mark = Extensions.mark(head).orElse(null);
        if (xid.isEmpty()) {
            registered(Refusals.unknown(request.xid()), noNewWork, asker);
            return;
        }
        Optional<Refused> otherDatabase =
                mark == null ? Optional.empty() : asker.session().refusal(mark);
        Optional<Refused> refusal =
                otherDatabase.isPresent() ? otherDatabase : RequestSizeLimit.refusal(request, asker.session());
        if (refusal.isPresent()) {
            registered(refusal.get(), noNewWork, asker);
        } else {
            decide.accept(
                    command(xid.get(), mark, request, head, noNewWork != null, asker.session()),
                    reply -> registered(reply, noNewWork, asker));
        }
    }

    private Command command(
            Xid xid,
            @Nullable DatabaseMark mark,
            BranchRegisterRequest request,
            Map<String, @Nullable String> head,
            boolean noRoom,
            Session session) {
        boolean holds = applicationData.holdsLocalTransaction(request.applicationData());
        return new Command.Register(
                xid,
                request.branchType(),
                request.resourceId() == null ? "" : session.shared(request.resourceId()),
                mark,
                request.lockKey(),
                request.applicationData(),
                holds,
                session.origin(),
                Extensions.clientRequest(head)
                        .map(r -> new RequestId(r.clientId(), r.request()))
                        .orElse(null),
                noRoom,
                lockWait(session, head, holds));
    }

    private @Nullable LockWait lockWait(Session session, Map<String, @Nullable String> head, boolean holds) {
        if (session.isAssent()) {
            return new LockWait(session.connection(), Extensions.lockWait(head), holds);
        }
        return queuesPolls ? LockWait.poll(session.connection()) : null;
    }

    private static void registered(Reply reply, @Nullable Refused noNewWork, Responder asker) {
        if (reply instanceof BranchAccepted accepted) {
            asker.answer(
                    new BranchRegisterResponse(
                            Result.SUCCESS, 0, accepted.branch().value()),
                    null);
        } else {
            Refused refused = whyNoNewWork(Refusals.of(reply), noNewWork);
            int code = Refusals.code(refused, ExceptionCode.BRANCH_REGISTER_FAILED, asker);
            asker.answer(
                    new BranchRegisterResponse(Refusals.failed(refused), code, 0),
                    Projection.outcome(refused.reason()));
        }
    }

    /** The core knows that there is no room for new work; why is known here. */
    private static Refused whyNoNewWork(Refused refused, @Nullable Refused noNewWork) {
        return noNewWork != null && refused.reason() == Refusal.NO_SPACE ? noNewWork : refused;
    }

    void report(BranchReportRequest request, @Nullable Refused noNewWork, Responder asker) {
        Optional<Xid> xid = Refusals.xid(request.xid());
        if (xid.isEmpty() || request.branchId() <= 0) {
            reported(Refusals.unknown(request.xid()), asker);
            return;
        }
        Optional<Refused> tooHeavy = RequestSizeLimit.refusal(request, asker.session());
        if (tooHeavy.isPresent()) {
            reported(tooHeavy.get(), asker);
        } else if (noNewWork != null && request.applicationData() != null) {
            reported(noNewWork, asker); // it adds to what a snapshot holds
        } else {
            decide.accept(
                    new Command.Report(
                            xid.get(), new BranchId(request.branchId()), request.status(), request.applicationData()),
                    reply -> reported(reply, asker));
        }
    }

    private static void reported(Reply reply, Responder asker) {
        if (reply instanceof Refused refused) {
            int code = Refusals.code(refused, ExceptionCode.BRANCH_REPORT_FAILED, asker);
            asker.answer(
                    asker.session().isGo()
                            ? new BranchReportResponse(Refusals.FAILED_FOR_GO, 0)
                            : new BranchReportResponse(Refusals.failed(refused), code),
                    Projection.outcome(refused.reason()));
        } else {
            asker.answer(new BranchReportResponse(Result.SUCCESS, 0), null);
        }
    }
}
