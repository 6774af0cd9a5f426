package dev.assent.server.request;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Message;
import dev.assent.server.session.Responder;
import dev.assent.server.session.Session;
import java.util.List;
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
    public Object request() {
        return List.of(session.connection(), frame.requestId());
    }

    @Override
    public void answer(Message answer, @Nullable String outcome) {
        outgoing.send(session, Frame.response(frame, answer), outcome);
    }
}
