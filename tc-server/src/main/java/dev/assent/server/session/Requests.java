package dev.assent.server.session;

import dev.assent.core.Command;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.Refused;
import dev.assent.core.Reply.Stands;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.core.RequestId;
import dev.assent.core.TransactionState;
import dev.assent.core.TransactionStatus;
import dev.assent.model.BranchId;
import dev.assent.model.DatabaseMark;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
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
import dev.assent.server.errors.ServerErrors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns requests into commands, and what the core says into answers. */
public final class Requests {
    private final BiConsumer<Command, Consumer<Reply>> decide;
    private final SettlementWaiters waiters;
    private final Function<Xid, Optional<TransactionStatus>> settled;
    private final Supplier<@Nullable Refused> undecided;
    private final AtApplicationData applicationData = new AtApplicationData();

    /**
     * @param settled the status of a transaction that is settled, as far as that is durable; empty of any other
     * @param undecided why the coordinator decides nothing; null if it does
     */
    public Requests(
            BiConsumer<Command, Consumer<Reply>> decide,
            SettlementWaiters waiters,
            Function<Xid, Optional<TransactionStatus>> settled,
            Supplier<@Nullable Refused> undecided) {
        this.undecided = undecided;
        this.decide = decide;
        this.waiters = waiters;
        this.settled = settled;
    }

    /**
     * @param head of the frame it came in
     * @return false if it is nothing a client may ask
     */
    public boolean handle(
            Message request, Map<String, @Nullable String> head, @Nullable Refused noNewWork, Responder asker) {
        Refused why = undecided.get();
        if (why != null) {
            return UndecidedRequests.refuse(request, why, asker);
        }
        if (request instanceof GlobalBeginRequest begin) {
            begin(begin, noNewWork, asker);
        } else if (request instanceof BranchRegisterRequest register) {
            register(register, head, noNewWork, asker);
        } else if (request instanceof BranchReportRequest report) {
            report(report, noNewWork, asker);
        } else if (request instanceof GlobalCommitRequest commit) {
            end(commit.xid(), Command.Commit::new, Projection::ofCommit, GlobalCommitResponse::new, asker);
        } else if (request instanceof GlobalRollbackRequest rollback) {
            end(rollback.xid(), Command.Rollback::new, Projection::ofRollback, GlobalRollbackResponse::new, asker);
        } else if (request instanceof GlobalStatusRequest status) {
            look(status.xid(), Projection::ofStatus, GlobalStatusResponse::new, asker);
        } else if (request instanceof GlobalReportRequest report) {
            globalReport(report, asker);
        } else if (request instanceof GlobalLockQueryRequest query) {
            queryLocks(query, head, asker);
        } else {
            return false;
        }
        return true;
    }

    private void begin(GlobalBeginRequest request, @Nullable Refused noNewWork, Responder asker) {
        Consumer<Reply> answer = reply -> {
            if (reply instanceof TransactionBegun begun) {
                asker.answer(
                        new GlobalBeginResponse(Result.SUCCESS, 0, begun.xid().value(), null), null);
            } else {
                Refused refused = refusal(reply);
                asker.answer(
                        new GlobalBeginResponse(
                                failed(refused), code(refused, ExceptionCode.BEGIN_FAILED, asker), null, null),
                        Projection.outcome(refused.reason()));
            }
        };
        if (noNewWork != null) {
            answer.accept(noNewWork);
            return;
        }
        Session session = asker.session();
        String name = request.transactionName() == null ? "" : request.transactionName();
        decide.accept(
                new Command.Begin(Duration.ofMillis(request.timeoutMillis()), name, session.origin(), session.group()),
                answer);
    }

    /** The core knows that there is no room for new work; why is known here. */
    private static Refused whyNoNewWork(Refused refused, @Nullable Refused noNewWork) {
        return noNewWork != null && refused.reason() == Refusal.NO_SPACE ? noNewWork : refused;
    }

    private void register(
            BranchRegisterRequest request,
            Map<String, @Nullable String> head,
            @Nullable Refused noNewWork,
            Responder asker) {
        Consumer<Reply> answer = reply -> {
            if (reply instanceof BranchAccepted accepted) {
                asker.answer(
                        new BranchRegisterResponse(
                                Result.SUCCESS, 0, accepted.branch().value()),
                        null);
            } else {
                Refused refused = whyNoNewWork(refusal(reply), noNewWork);
                asker.answer(
                        new BranchRegisterResponse(
                                failed(refused), code(refused, ExceptionCode.BRANCH_REGISTER_FAILED, asker), 0),
                        Projection.outcome(refused.reason()));
            }
        };
        Optional<Xid> xid = xid(request.xid());
        Optional<Refused> tooHeavy = RequestSizeLimit.refusal(request, asker.session());
        DatabaseMark mark = Extensions.mark(head).orElse(null);
        Optional<Refused> otherDatabase = mark == null ? Optional.empty() : refusal(asker.session(), mark);
        if (xid.isEmpty()) {
            answer.accept(unknown(request.xid()));
        } else if (otherDatabase.isPresent()) {
            answer.accept(otherDatabase.get());
        } else if (tooHeavy.isPresent()) {
            answer.accept(tooHeavy.get());
        } else {
            decide.accept(
                    new Command.Register(
                            xid.get(),
                            request.branchType(),
                            request.resourceId() == null ? "" : asker.session().shared(request.resourceId()),
                            mark,
                            request.lockKey(),
                            request.applicationData(),
                            applicationData.holdsLocalTransaction(request.applicationData()),
                            asker.session().origin(),
                            Extensions.clientRequest(head)
                                    .map(r -> new RequestId(r.clientId(), r.request()))
                                    .orElse(null),
                            noNewWork != null),
                    answer);
        }
    }

    private void report(BranchReportRequest request, @Nullable Refused noNewWork, Responder asker) {
        Consumer<Reply> answer = reply -> {
            if (reply instanceof Refused refused) {
                asker.answer(
                        asker.session().isGo()
                                ? new BranchReportResponse(FAILED_FOR_GO, 0)
                                : new BranchReportResponse(
                                        failed(refused), code(refused, ExceptionCode.BRANCH_REPORT_FAILED, asker)),
                        Projection.outcome(refused.reason()));
            } else {
                asker.answer(new BranchReportResponse(Result.SUCCESS, 0), null);
            }
        };
        Optional<Xid> xid = xid(request.xid());
        if (xid.isEmpty() || request.branchId() <= 0) {
            answer.accept(unknown(request.xid()));
            return;
        }
        Optional<Refused> tooHeavy = RequestSizeLimit.refusal(request, asker.session());
        if (tooHeavy.isPresent()) {
            answer.accept(tooHeavy.get());
            return;
        }
        if (noNewWork != null && request.applicationData() != null) {
            answer.accept(noNewWork); // it adds to what a snapshot holds
            return;
        }
        decide.accept(
                new Command.Report(
                        xid.get(), new BranchId(request.branchId()), request.status(), request.applicationData()),
                answer);
    }

    /** Waits until the branches have settled, or as long as {@link SettlementWaiters} do. */
    private void end(
            @Nullable String text,
            Function<Xid, Command> command,
            Function<TransactionStatus, GlobalStatus> projection,
            Answer form,
            Responder asker) {
        Consumer<TransactionStatus> answer = status -> answer(status, projection, form, asker);
        Optional<Xid> xid = xid(text);
        if (xid.isEmpty()) {
            answer.accept(NEVER_BEGAN);
            return;
        }
        decide.accept(command.apply(xid.get()), reply -> {
            TransactionStatus status = ((Stands) reply).status();
            if (status.settled()) {
                answer.accept(status);
            } else {
                waiters.add(xid.get(), asker, status, answer);
                settled.apply(xid.get()).ifPresent(durable -> waiters.settled(xid.get(), durable));
            }
        });
    }

    private void look(
            @Nullable String text, Function<TransactionStatus, GlobalStatus> projection, Answer form, Responder asker) {
        Optional<Xid> xid = xid(text);
        if (xid.isEmpty()) {
            answer(NEVER_BEGAN, projection, form, asker);
            return;
        }
        decide.accept(
                new Command.Status(xid.get()), reply -> answer(((Stands) reply).status(), projection, form, asker));
    }

    /** A saga's engine says how its transaction stands. Of one that is not known it hears its own words. */
    private void globalReport(GlobalReportRequest request, Responder asker) {
        GlobalStatus reported = request.globalStatus() == null ? GlobalStatus.UNKNOWN : request.globalStatus();
        Consumer<TransactionStatus> answer = status -> answer(
                status,
                s -> s.state() == TransactionState.UNKNOWN ? reported : Projection.ofReport(s),
                GlobalReportResponse::new,
                asker);
        xid(request.xid())
                .ifPresentOrElse(
                        xid -> decide.accept(
                                new Command.ReportSaga(xid, Projection.sagaReport(reported)),
                                reply -> answer.accept(((Stands) reply).status())),
                        () -> answer.accept(NEVER_BEGAN));
    }

    private void queryLocks(GlobalLockQueryRequest request, Map<String, @Nullable String> head, Responder asker) {
        Consumer<Reply> answer = reply -> {
            if (reply instanceof Lockable lockable) {
                asker.answer(new GlobalLockQueryResponse(Result.SUCCESS, 0, lockable.free()), null);
            } else {
                Refused refused = refusal(reply);
                asker.answer(
                        asker.session().isGo()
                                ? new GlobalLockQueryResponse(FAILED_FOR_GO, 0, false)
                                : new GlobalLockQueryResponse(
                                        failed(refused),
                                        code(refused, ExceptionCode.LOCKABLE_CHECK_FAILED, asker),
                                        false),
                        Projection.outcome(refused.reason()));
            }
        };
        Optional<Refused> tooHeavy = RequestSizeLimit.refusal(request, asker.session());
        if (tooHeavy.isPresent()) {
            answer.accept(tooHeavy.get());
            return;
        }
        decide.accept(
                new Command.QueryLocks(
                        xid(request.xid()).orElse(null),
                        request.resourceId() == null ? "" : request.resourceId(),
                        Extensions.mark(head).orElse(null),
                        request.lockKey()),
                answer);
    }

    private static void answer(
            TransactionStatus status,
            Function<TransactionStatus, GlobalStatus> projection,
            Answer form,
            Responder asker) {
        GlobalStatus onTheWire = asker.session().version().nearest(projection.apply(status));
        asker.answer(form.of(Result.SUCCESS, 0, onTheWire), Projection.outcome(status));
    }

    /**
     * seata-go reads the length of the reason of a failed report or lock query as one byte, where all others write two:
     * with no reason and no code there are zeros behind it, whatever their width.
     */
    private static final Result FAILED_FOR_GO = Result.failed(null);

    private static final TransactionStatus NEVER_BEGAN =
            new TransactionStatus(TransactionState.UNKNOWN, null, true, false);

    /** Text that cannot be an xid is one that never began. */
    private static Optional<Xid> xid(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new Xid(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A branch is taken only from a connection whose database is known to be the one with that mark. */
    private static Optional<Refused> refusal(Session session, DatabaseMark mark) {
        return session.marks()
                .refusal(mark)
                .map(why -> SessionMarks.isBeingChecked(why)
                        ? new Refused(Refusal.NO_SPACE, ServerErrors.markUnchecked(mark))
                        : new Refused(Refusal.OTHER_DATABASE, why));
    }

    private static Refused unknown(@Nullable String xid) {
        return new Refused(Refusal.UNKNOWN_TRANSACTION, ServerErrors.noXid(String.valueOf(xid)));
    }

    private static Refused refusal(Reply reply) {
        if (reply instanceof Refused refused) {
            return refused;
        }
        throw new IllegalStateException("Expected an answer that fits the request, but got " + reply);
    }

    private static Result failed(Refused refused) {
        return Result.failed(refused.sentence());
    }

    private static int code(Refused refused, ExceptionCode otherwise, Responder asker) {
        return Projection.code(refused.reason(), otherwise)
                .toWire(asker.session().version());
    }

    /** The four answers that carry a status. */
    private interface Answer {
        Message of(Result result, int exceptionCode, GlobalStatus status);
    }
}
