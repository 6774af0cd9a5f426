package dev.assent.server.port;

import dev.assent.protocol.Frame;

/** Connections to clients, named by numbers that are never used twice in a process. Called on the loop's thread. */
public interface Network {
    /** Hands the frame over for sending, in order; a frame to a connection that is gone is dropped. */
    void send(long connection, Frame frame);

    /** Sends on their way what was handed over since the last time. */
    void flush();

    /** Lets what was handed over go out, then closes. */
    void close(long connection);
}
