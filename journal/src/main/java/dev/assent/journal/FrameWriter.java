package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Gathers frames in one direct buffer, so that a batch costs one write. The buffer grows to the largest frame. */
final class FrameWriter {
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer;
    private DiskFile file;
    private long flushed;

    FrameWriter(DiskFile file, int bufferBytes) {
        this.buffer = ByteBuffer.allocateDirect(bufferBytes);
        this.file = file;
    }

    /** Where the next frame goes. */
    long position() {
        return flushed + buffer.position();
    }

    /** Returns the frame's checksum. */
    int put(byte type, long epoch, long sequence, long durableUpTo, ByteBuffer body) {
        int size = Frame.sizeOf(body.remaining());
        if (size > buffer.remaining()) {
            flush();
        }
        if (size > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(size);
        }
        return Frame.put(buffer, crc, type, epoch, sequence, durableUpTo, body);
    }

    void flush() {
        if (buffer.position() > 0) {
            buffer.flip();
            int size = buffer.remaining();
            file.write(flushed, buffer);
            flushed += size;
            buffer.clear();
        }
    }

    /** All is flushed; leaves the rest of the sector as it is. */
    void skipToNextSector() {
        flushed = Frame.nextSector(flushed);
    }

    /** All is flushed; goes on at this offset of this file. */
    void moveTo(DiskFile next, long offset) {
        file = next;
        flushed = offset;
    }
}
