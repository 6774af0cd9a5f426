package dev.assent.server.request;

import dev.assent.core.Command;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Stands;
import dev.assent.core.TransactionState;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Cause;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.GlobalReportRequest;
import dev.assent.protocol.GlobalReportResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.Message;
import dev.assent.protocol.Result;
import dev.assent.server.session.Projection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ends transactions, and says where they stand: the four answers that carry a status. */
final class EndRequests {
    private static final TransactionStatus NEVER_BEGAN =
            new TransactionStatus(TransactionState.UNKNOWN, null, true, false);

    private final BiConsumer<Command, Consumer<Reply>> decide;
    private final SettlementWaiters waiters;
    private final Function<Xid, Optional<TransactionStatus>> settled;
    private final Unfinished unfinished;

    EndRequests(
            BiConsumer<Command, Consumer<Reply>> decide,
            SettlementWaiters waiters,
            Function<Xid, Optional<TransactionStatus>> settled,
            Unfinished unfinished) {
        this.decide = decide;
        this.waiters = waiters;
        this.settled = settled;
        this.unfinished = unfinished;
    }

    /** Waits until the branches have settled, or as long as {@link SettlementWaiters} do. */
    void end(
            @Nullable String text,
            Function<Xid, Command> command,
            Function<TransactionStatus, GlobalStatus> projection,
            Form form,
            Responder asker) {
        Optional<Xid> known = Refusals.xid(text);
        if (known.isEmpty()) {
            answer(NEVER_BEGAN, projection, form, asker);
            return;
        }
        Xid xid = known.get();
        decide.accept(command.apply(xid), reply -> {
            TransactionStatus status = ((Stands) reply).status();
            if (status.settled()) {
                ended(xid, status, projection, form, asker);
            } else {
                waiters.add(xid, asker.session(), status, last -> ended(xid, last, projection, form, asker));
                settled.apply(xid).ifPresent(durable -> waiters.settled(xid, durable));
            }
        });
    }

    /** A participant has failed. It does not wait for the branches: one of them may be its own. */
    void rollbackOnly(GlobalRollbackRequest request, Responder asker) {
        Consumer<TransactionStatus> answer =
                status -> answer(status, Projection::ofRollback, GlobalRollbackResponse::new, asker);
        Refusals.xid(request.xid())
                .ifPresentOrElse(
                        xid -> decide.accept(
                                new Command.Rollback(xid, Cause.BRANCH),
                                reply -> answer.accept(((Stands) reply).status())),
                        () -> answer.accept(NEVER_BEGAN));
    }

    private void ended(
            Xid xid,
            TransactionStatus status,
            Function<TransactionStatus, GlobalStatus> projection,
            Form form,
            Responder asker) {
        if (asker.session().isAssent() && goesOn(status)) {
            Message answer = message(status, projection, form, asker);
            unfinished.of(xid, status, branches -> asker.answer(answer, Projection.outcome(status), branches));
        } else {
            answer(status, projection, form, asker);
        }
    }

    /** Whether branches have not ended that the caller would want to know of. */
    private static boolean goesOn(TransactionStatus status) {
        return switch (status.state()) {
            case ROLLING_BACK, ROLLBACK_FAILED, COMMIT_FAILED -> true;
            case COMMITTING -> !status.settled();
            case UNKNOWN, ACTIVE, COMMITTED, COMMIT_ABANDONED, ROLLED_BACK, ROLLBACK_ABANDONED -> false;
        };
    }

    void status(GlobalStatusRequest request, Responder asker) {
        Refusals.xid(request.xid())
                .ifPresentOrElse(
                        xid -> decide.accept(
                                new Command.Status(xid),
                                reply -> ended(
                                        xid,
                                        ((Stands) reply).status(),
                                        Projection::ofStatus,
                                        GlobalStatusResponse::new,
                                        asker)),
                        () -> answer(NEVER_BEGAN, Projection::ofStatus, GlobalStatusResponse::new, asker));
    }

    /** A saga's engine says how its transaction stands. Of one that is not known it hears its own words. */
    void report(GlobalReportRequest request, Responder asker) {
        GlobalStatus reported = request.globalStatus() == null ? GlobalStatus.UNKNOWN : request.globalStatus();
        Consumer<TransactionStatus> answer = status -> answer(
                status,
                s -> s.state() == TransactionState.UNKNOWN ? reported : Projection.ofReport(s),
                GlobalReportResponse::new,
                asker);
        Refusals.xid(request.xid())
                .ifPresentOrElse(
                        xid -> decide.accept(
                                new Command.ReportSaga(xid, Projection.sagaReport(reported)),
                                reply -> answer.accept(((Stands) reply).status())),
                        () -> answer.accept(NEVER_BEGAN));
    }

    private static void answer(
            TransactionStatus status,
            Function<TransactionStatus, GlobalStatus> projection,
            Form form,
            Responder asker) {
        asker.answer(message(status, projection, form, asker), Projection.outcome(status));
    }

    private static Message message(
            TransactionStatus status,
            Function<TransactionStatus, GlobalStatus> projection,
            Form form,
            Responder asker) {
        return form.of(Result.SUCCESS, 0, asker.session().version().nearest(projection.apply(status)));
    }

    /** Makes one of the four answers. */
    interface Form {
        Message of(Result result, int exceptionCode, GlobalStatus status);
    }
}
