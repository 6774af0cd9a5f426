package dev.assent.server.request;

import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Message;
import dev.assent.protocol.WaitsFor;
import dev.assent.server.session.Session;
import org.jspecify.annotations.Nullable;

/** A request that came alone in its frame, and is answered in one. */
final class OneRequest implements Responder {
    private final Session session;
    private final Frame frame;
    private final Outgoing outgoing;

    OneRequest(Session session, Frame frame, Outgoing outgoing) {
        this.session = session;
        this.frame = frame;
        this.outgoing = outgoing;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void answer(Message answer, @Nullable String outcome) {
        outgoing.send(session, Frame.response(frame, answer), outcome);
    }

    @Override
    public void answer(Message answer, @Nullable String outcome, WaitsFor unfinished) {
        Frame response = Frame.response(frame, answer).with(Extensions.WAITS_FOR, unfinished.encoded());
        outgoing.send(session, response, outcome);
    }
}
