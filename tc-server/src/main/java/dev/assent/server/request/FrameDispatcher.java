package dev.assent.server.request;

import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BrokenFrame;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRequest;
import dev.assent.server.delivery.PhaseTwoDelivery;
import dev.assent.server.errors.RequestErrors;
import dev.assent.server.session.DatabaseRegistrations;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a client's frame means, and hands it to the part that answers it. */
public final class FrameDispatcher {
    private static final Logger log = LoggerFactory.getLogger(FrameDispatcher.class);

    private final Sessions sessions;
    private final Registrations registrations;
    private final DatabaseRegistrations databases;
    private final Requests requests;
    private final NewWork newWork;
    private final PhaseTwoDelivery deliveries;
    private final Outgoing outgoing;

    public FrameDispatcher(
            Sessions sessions,
            Registrations registrations,
            DatabaseRegistrations databases,
            Requests requests,
            NewWork newWork,
            PhaseTwoDelivery deliveries,
            Outgoing outgoing) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.databases = databases;
        this.requests = requests;
        this.newWork = newWork;
        this.deliveries = deliveries;
        this.outgoing = outgoing;
    }

    public void received(Session session, Inbound inbound) {
        outgoing.flushLater();
        if (inbound instanceof Frame frame) {
            received(session, frame);
        } else if (inbound instanceof BrokenFrame broken) {
            received(session, broken);
        }
    }

    /** A resource manager of Seata says so that it has failed. */
    private void received(Session session, BrokenFrame broken) {
        if (session.isRegistered()) {
            deliveries.failed(broken.requestId());
        } else {
            refuse(session, "register first", broken);
        }
    }

    private void received(Session session, Frame frame) {
        session.heard(frame);
        Message body = frame.body();
        if (body == null) {
            receivedEmpty(session, frame);
        } else if (body instanceof RegisterRequest register) {
            registrations.register(session, frame, register);
        } else if (!session.isRegistered()) {
            refuse(session, "register first", body.type());
        } else if (body instanceof BranchEndResponse answer) {
            deliveries.answered(
                    session,
                    frame.requestId(),
                    answer,
                    Extensions.isNoTrace(frame.head()),
                    Extensions.reason(frame.head()).orElse(null));
        } else if (body instanceof MergedWarpMessage merged) {
            merged(session, frame, merged);
        } else if (isCopy(session, frame)) {
            log.debug("{} sends over a later connection by now; ignored {}", session, body);
        } else if (!requests.handle(body, frame.head(), newWork.refusal(), new OneRequest(session, frame, outgoing))) {
            refuse(session, "send what a client may", body.type());
        }
    }

    private void receivedEmpty(Session session, Frame frame) {
        if (frame.type() == FrameType.PING) {
            outgoing.send(session, Frame.pong(frame), null);
        } else if (frame.type() == FrameType.PONG && frame.head().containsKey(Extensions.NONCE)) {
            databases.answered(session, frame);
        }
    }

    private void merged(Session session, Frame frame, MergedWarpMessage merged) {
        Merge merge = new Merge(session, frame, merged, outgoing);
        for (int i = 0; i < merged.msgs().size(); i++) {
            // a client's number in the head would name all of them
            boolean known = requests.handle(merged.msgs().get(i), Map.of(), newWork.refusal(), merge.part(i));
            if (!known) {
                refuse(session, "merge requests only", merged.msgs().get(i).type());
                return;
            }
        }
    }

    private boolean isCopy(Session session, Frame frame) {
        String clientId = frame.head().get(Extensions.CLIENT_ID);
        return clientId != null && sessions.isAbandoned(session, clientId);
    }

    private void refuse(Session session, String expected, Object seen) {
        log.warn(RequestErrors.misbehaved(session, expected, seen));
        outgoing.close(session);
    }
}
