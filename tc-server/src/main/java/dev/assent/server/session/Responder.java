package dev.assent.server.session;

import dev.assent.protocol.Message;
import org.jspecify.annotations.Nullable;

/** Sends the answer to one request. */
public interface Responder {
    Session session();

    /** Names the request: the same of one that is sent again over the same connection. */
    Object request();

    /** @param outcome for our own clients, see {@link Projection#outcome}; null if there is nothing to add */
    void answer(Message answer, @Nullable String outcome);
}
