package dev.assent.server.embedded;

import dev.assent.protocol.Frame;

/** Hears what a coordinator sends over a {@link FrameConnection}. Called on the coordinator's own thread: must not block or throw. */
public interface FrameListener {
    void arrived(Frame frame);

    /** The coordinator has closed the connection, or was closed itself. */
    void closed();
}
