package dev.assent.server.session;

import dev.assent.protocol.Message;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to one request. */
public interface Responder {
    Session session();

    /** @param outcome for our own clients, see {@link Projection#outcome}; null if there is nothing to add */
    void answer(Message answer, @Nullable String outcome);
}
