package dev.assent.server.edge;

import dev.assent.protocol.Inbound;
import java.util.List;

/** Hears what a connection brings, on its own thread. */
interface FrameListener {
    void opened(ClientConnection connection, String address);

    /** @param taken to be run when the frames have been looked at */
    void received(long connection, List<Inbound> frames, Runnable taken);

    void closed(long connection);

    /** An Error: whatever its cause, the process can no longer be trusted. */
    void failed(Throwable why);
}
