package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * What every byte of the journal's files belongs to: 40 bytes of header, a body, zeros up to a multiple of 8. Big endian.
 *
 * <pre>
 *  0 magic "AJ"   2 version 2   3 type   4 length of the body
 *  8 epoch   16 sequence   24 durableUpTo
 * 32 CRC32C of bytes 0..31   36 CRC32C of bytes 0..31 and the body
 * </pre>
 *
 * The header has a checksum of its own so that its length and {@code durableUpTo} can be believed before, and without, the
 * body: a search for headers costs the same at every offset, whatever garbage it meets.
 */
record Frame(byte type, int length, long epoch, long sequence, long durableUpTo, int crc) {
    static final int HEADER = 40;
    static final int MAX_BODY = 8 << 20;
    static final int ALIGNMENT = 8;

    /** The unit in which disks write. A sector that holds forced frames is never written again: writing could garble it. */
    static final int SECTOR = 512;

    static final byte RECORD = 1;
    static final byte SNAPSHOT_HEAD = 2;
    static final byte SNAPSHOT_FOOT = 3;

    /** The last frame of an orderly close; it bears witness that all before it was durable. */
    static final byte CLOSED = 4;

    static final byte SEGMENT_HEAD = 5;

    /** The last frame of a segment that is full: the next segment is there, whole, and goes on. */
    static final byte SEAL = 6;

    /** Written when nothing has been appended for a while, so that the last batch that was forced has a later frame too. */
    static final byte WITNESS = 7;

    private static final short MAGIC = 0x414A;
    private static final byte VERSION = 2;
    private static final int CHECKED = 32;

    static int sizeOf(int length) {
        return align(HEADER + length);
    }

    static int align(int bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static long nextSector(long position) {
        return (position + SECTOR - 1) & -SECTOR;
    }

    /** Puts a whole frame at the position of {@code out}, which must have room, and returns the body's checksum. */
    static int put(
            ByteBuffer out, CRC32C crc, byte type, long epoch, long sequence, long durableUpTo, ByteBuffer body) {
        int start = out.position();
        int length = body.remaining();
        out.putShort(MAGIC).put(VERSION).put(type).putInt(length);
        out.putLong(epoch).putLong(sequence).putLong(durableUpTo);
        out.position(start + HEADER).put(body);
        int end = out.position();
        crc.reset();
        check(crc, out, start, CHECKED);
        out.putInt(start + CHECKED, (int) crc.getValue());
        check(crc, out, start + HEADER, length);
        int whole = (int) crc.getValue();
        out.putInt(start + CHECKED + 4, whole);
        out.position(end);
        while (out.position() < start + sizeOf(length)) {
            out.put((byte) 0);
        }
        return whole;
    }

    /** A whole frame by itself, ready to be written. */
    static ByteBuffer single(byte type, long epoch, long sequence, long durableUpTo, ByteBuffer body) {
        ByteBuffer out = ByteBuffer.allocate(sizeOf(body.remaining()));
        put(out, new CRC32C(), type, epoch, sequence, durableUpTo, body);
        return out.flip();
    }

    /** Whether 40 bytes at {@code at} are a header that was written as it stands there. */
    static boolean isHeader(ByteBuffer in, int at, CRC32C crc) {
        if (in.getShort(at) != MAGIC || in.get(at + 2) != VERSION) {
            return false;
        }
        int length = in.getInt(at + 4);
        crc.reset();
        check(crc, in, at, CHECKED);
        return length >= 0 && length <= MAX_BODY && (int) crc.getValue() == in.getInt(at + CHECKED);
    }

    /** The format version of what starts like a frame, if it is another than ours. */
    static OptionalInt otherVersion(ByteBuffer in, int at) {
        byte version = in.get(at + 2);
        return in.getShort(at) == MAGIC && version != VERSION ? OptionalInt.of(version) : OptionalInt.empty();
    }

    /** Only after {@link #isHeader} said yes. */
    static Frame header(ByteBuffer in, int at) {
        return new Frame(
                in.get(at + 3),
                in.getInt(at + 4),
                in.getLong(at + 8),
                in.getLong(at + 16),
                in.getLong(at + 24),
                in.getInt(at + CHECKED + 4));
    }

    /** Whether the body behind the header at {@code at}, wholly in the buffer, is the one that was written. */
    boolean isWhole(ByteBuffer in, int at, CRC32C crc) {
        crc.reset();
        check(crc, in, at, CHECKED);
        check(crc, in, at + HEADER, length);
        return (int) crc.getValue() == this.crc;
    }

    private static void check(CRC32C crc, ByteBuffer buffer, int at, int length) {
        int position = buffer.position();
        int limit = buffer.limit();
        buffer.limit(at + length).position(at);
        crc.update(buffer);
        buffer.limit(limit).position(position);
    }
}
