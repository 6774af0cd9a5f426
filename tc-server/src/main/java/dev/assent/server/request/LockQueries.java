package dev.assent.server.request;

import dev.assent.core.Command;
import dev.assent.core.LockWait;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.Refused;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.Result;
import dev.assent.server.session.Projection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says whether rows could be locked. */
final class LockQueries {
    private final BiConsumer<Command, Consumer<Reply>> decide;

    LockQueries(BiConsumer<Command, Consumer<Reply>> decide) {
        this.decide = decide;
    }

    void query(GlobalLockQueryRequest request, Map<String, @Nullable String> head, Responder asker) {
        Optional<Refused> tooHeavy = RequestSizeLimit.refusal(request, asker.session());
        if (tooHeavy.isPresent()) {
            answer(tooHeavy.get(), asker);
            return;
        }
        Duration time = Extensions.lockWait(head);
        boolean waits = asker.session().isAssent() && !time.isZero();
        decide.accept(
                new Command.QueryLocks(
                        Refusals.xid(request.xid()).orElse(null),
                        request.resourceId() == null ? "" : request.resourceId(),
                        Extensions.mark(head).orElse(null),
                        request.lockKey(),
                        waits ? new LockWait(asker.session().connection(), time, false) : null),
                reply -> answer(reply, asker));
    }

    private static void answer(Reply reply, Responder asker) {
        if (reply instanceof Lockable lockable) {
            asker.answer(new GlobalLockQueryResponse(Result.SUCCESS, 0, lockable.free()), null);
            return;
        }
        Refused refused = Refusals.of(reply);
        int code = Refusals.code(refused, ExceptionCode.LOCKABLE_CHECK_FAILED, asker);
        asker.answer(
                asker.session().isGo()
                        ? new GlobalLockQueryResponse(Refusals.FAILED_FOR_GO, 0, false)
                        : new GlobalLockQueryResponse(Refusals.failed(refused), code, false),
                Projection.outcome(refused.reason()));
    }
}
