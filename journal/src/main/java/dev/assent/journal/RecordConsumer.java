package dev.assent.journal;

import java.nio.ByteBuffer;

/** Takes records one by one, in order. */
@FunctionalInterface
public interface RecordConsumer {
    /** The record is what remains in the buffer, and the buffer is the giver's again after the call: copy what you keep. */
    void accept(ByteBuffer record);
}
