package dev.assent.simulation.client;

import java.nio.ByteBuffer;

/** A header of sixteen bytes with good magic and a length of zero. */
final class BrokenFrames {
    private static final int HEADER = 16;
    private static final short MAGIC = (short) 0xdada;

    private BrokenFrames() {}

    static byte[] of(int requestId) {
        return ByteBuffer.allocate(HEADER)
                .putShort(MAGIC)
                .put((byte) 1)
                .putInt(0)
                .putShort((short) 0)
                .put((byte) 1)
                .put((byte) 1)
                .put((byte) 0)
                .putInt(requestId)
                .array();
    }
}
