package dev.assent.simulation.wire;

import dev.assent.protocol.Inbound;

/** One end of a connection. */
public interface Peer {
    void opened(Line line);

    void received(Line line, Inbound frame);

    void closed(Line line);
}
