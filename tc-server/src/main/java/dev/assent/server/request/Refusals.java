package dev.assent.server.request;

import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Refused;
import dev.assent.model.Xid;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Result;
import dev.assent.server.errors.RequestErrors;
import dev.assent.server.session.Projection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the answers to refused requests have in common. */
final class Refusals {
    /**
     * seata-go reads the length of the reason of a failed report or lock query as one byte, where all others write two:
     * with no reason and no code there are zeros behind it, whatever their width.
     */
    static final Result FAILED_FOR_GO = Result.failed(null);

    private Refusals() {}

    /** Text that cannot be an xid is one that never began. */
    static Optional<Xid> xid(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new Xid(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Refused unknown(@Nullable String xid) {
        return new Refused(Refusal.UNKNOWN_TRANSACTION, RequestErrors.noXid(String.valueOf(xid)));
    }

    static Refused of(Reply reply) {
        if (reply instanceof Refused refused) {
            return refused;
        }
        throw new IllegalStateException("Expected an answer that fits the request, but got " + reply);
    }

    static Result failed(Refused refused) {
        return Result.failed(refused.sentence());
    }

    static int code(Refused refused, ExceptionCode otherwise, Responder asker) {
        return Projection.code(refused.reason(), otherwise)
                .toWire(asker.session().version());
    }
}
