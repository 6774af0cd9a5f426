package dev.assent.server.request;

import dev.assent.core.Command;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Refused;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.Result;
import dev.assent.server.session.Projection;
import dev.assent.server.session.Session;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Begins transactions. */
final class BeginRequests {
    private final BiConsumer<Command, Consumer<Reply>> decide;

    BeginRequests(BiConsumer<Command, Consumer<Reply>> decide) {
        this.decide = decide;
    }

    void begin(GlobalBeginRequest request, @Nullable Refused noNewWork, Responder asker) {
        if (noNewWork != null) {
            answer(noNewWork, asker);
            return;
        }
        Session session = asker.session();
        String name = request.transactionName() == null ? "" : request.transactionName();
        Duration timeout = Duration.ofMillis(request.timeoutMillis());
        decide.accept(
                new Command.Begin(timeout, name, session.origin(), session.group()), reply -> answer(reply, asker));
    }

    private static void answer(Reply reply, Responder asker) {
        if (reply instanceof TransactionBegun begun) {
            asker.answer(new GlobalBeginResponse(Result.SUCCESS, 0, begun.xid().value(), null), null);
        } else {
            Refused refused = Refusals.of(reply);
            int code = Refusals.code(refused, ExceptionCode.BEGIN_FAILED, asker);
            asker.answer(
                    new GlobalBeginResponse(Refusals.failed(refused), code, null, null),
                    Projection.outcome(refused.reason()));
        }
    }
}
