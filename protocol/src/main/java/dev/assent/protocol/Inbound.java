package dev.assent.protocol;

/** What came out of a connection's bytes. */
public sealed interface Inbound permits Frame, BrokenFrame {
    int requestId();
}
