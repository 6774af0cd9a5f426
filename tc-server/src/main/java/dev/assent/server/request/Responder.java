package dev.assent.server.request;

import dev.assent.protocol.Message;
import dev.assent.protocol.WaitsFor;
import dev.assent.server.session.Session;
import org.jspecify.annotations.Nullable;

/** Sends the answer to one request. */
interface Responder {
    Session session();

    /** @param outcome for our own clients, see {@link Projection#outcome}; null if there is nothing to add */
    void answer(Message answer, @Nullable String outcome);

    /** The answer to a commit or rollback that goes on, for our own clients. */
    void answer(Message answer, @Nullable String outcome, WaitsFor unfinished);
}
