package dev.assent.server.loop;

import dev.assent.protocol.Message;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to one request. */
interface Asker {
    Session session();

    /** @param outcome for our own clients, see {@link Projection#outcome}; null if there is nothing to add */
    void answer(Message answer, @Nullable String outcome);
}
