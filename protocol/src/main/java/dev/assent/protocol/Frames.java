package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Frames as bytes.
 *
 * <pre>magic da da | version 01 | frame length i32 | head length i16 | type i8 | codec i8 | compressor i8 |
 * request id i32 | head map | body</pre>
 *
 * Both lengths count from the magic. The head map is pairs of (length i16, UTF-8), -1 being null.
 */
public final class Frames {
    /** The most that any Seata peer accepts by default: 8 MiB. */
    public static final int MAX_FRAME_BYTES = 8 << 20;

    static final int HEADER_BYTES = 16;

    /** The most that Seata's peers inflate of zstd; a longer body travels as it is, which every peer reads. */
    private static final int MAX_ZSTD_BYTES = 4 << 20;

    private static final int VERSION = 1;
    private static final int LENGTH_AT = 3;
    private static final int HEAD_LENGTH_AT = 7;
    private static final int TYPE_AT = 9;
    private static final int CODEC_AT = 10;
    private static final int COMPRESSOR_AT = 11;
    private static final int ID_AT = 12;

    private Frames() {}

    /**
     * Appends the whole frame, or nothing if it throws.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the frame cannot be written: a text or the frame is too
     *     long, or its codec or compressor is unknown
     */
    public static void write(ByteBuf out, Frame frame) {
        int start = out.writerIndex();
        boolean done = false;
        try {
            writeAll(out, frame, start);
            done = true;
        } finally {
            if (!done) {
                out.writerIndex(start);
            }
        }
    }

    private static void writeAll(ByteBuf out, Frame frame, int start) {
        out.writeShort(Opening.MAGIC).writeByte(VERSION).writeInt(0).writeShort(HEADER_BYTES);
        out.writeByte(frame.type().code()).writeByte(frame.codec()).writeByte(frame.compressor());
        out.writeInt(frame.requestId());
        if (!frame.head().isEmpty()) {
            HeadMap.write(out, frame.head());
            int headLength = out.writerIndex() - start;
            if (headLength > Short.MAX_VALUE) {
                throw ProtocolErrors.headTooLong(headLength - HEADER_BYTES, Short.MAX_VALUE - HEADER_BYTES);
            }
            out.setShort(start + HEAD_LENGTH_AT, headLength);
        }
        if (frame.body() != null) {
            writeBody(out, frame, frame.body(), start);
        }
        out.setInt(start + LENGTH_AT, requireLength(out, start));
    }

    private static void writeBody(ByteBuf out, Frame frame, Message message, int start) {
        Compressor compressor = requireOurs(frame.codec(), Compressor.ofNumber(frame.compressor()), frame.compressor());
        out.setByte(start + COMPRESSOR_AT, compressor.onTheWire());
        int bodyAt = out.writerIndex();
        MessageType.write(out, message);
        if (compressor == Compressor.NONE) {
            return;
        }
        requireLength(out, start); // smaller or not, no peer would inflate it
        int length = out.writerIndex() - bodyAt;
        if (compressor == Compressor.ZSTD && length > MAX_ZSTD_BYTES) {
            out.setByte(start + COMPRESSOR_AT, Encodings.NONE);
            return;
        }
        byte[] plain = ByteBufUtil.getBytes(out, bodyAt, length);
        Compression.deflate(compressor, plain, out.writerIndex(bodyAt));
    }

    private static int requireLength(ByteBuf out, int start) {
        int length = out.writerIndex() - start;
        if (length > MAX_FRAME_BYTES) {
            throw ProtocolErrors.frameTooLarge(length, MAX_FRAME_BYTES);
        }
        return length;
    }

    /**
     * Takes the next frame out of what a connection has received so far. Allocates nothing before the whole frame has
     * arrived; a frame that is wrong by its head is refused as soon as the head has arrived. A compressed frame may be
     * as large as any other when it is inflated. Unknown fields at the end are skipped; a message that ends early is
     * refused, whatever its type.
     *
     * @param in only its reader index moves, by exactly one frame; not at all if null comes back
     * @return null if more bytes are needed
     * @throws dev.assent.model.AssentException.NotAllowed and nothing else, whatever the bytes: close the connection
     */
    public static @Nullable Inbound read(ByteBuf in, int maxFrameBytes) {
        return read(in, maxFrameBytes, inflated -> {});
    }

    /**
     * As {@link #read(ByteBuf, int)}.
     *
     * @param inflated hears how many bytes a compressed body became, before it is read
     */
    public static @Nullable Inbound read(ByteBuf in, int maxFrameBytes, IntConsumer inflated) {
        if (!isHeadThere(in)) {
            return null;
        }
        int start = in.readerIndex();
        FrameType type = FrameType.ofCode(in.getByte(start + TYPE_AT));
        if (type == null) {
            throw ProtocolErrors.unknownFrameType(in.getUnsignedByte(start + TYPE_AT));
        }
        int length = in.getInt(start + LENGTH_AT);
        if (length == 0 && type == FrameType.RESPONSE) {
            in.skipBytes(HEADER_BYTES);
            return new BrokenFrame(in.getInt(start + ID_AT));
        }
        int headLength = in.getShort(start + HEAD_LENGTH_AT);
        if (headLength < HEADER_BYTES || headLength > length) {
            throw ProtocolErrors.badLengths(length, headLength);
        }
        if (length > maxFrameBytes) {
            throw ProtocolErrors.frameTooLarge(length, maxFrameBytes);
        }
        if (!type.isHeartbeat()) {
            byte compressor = in.getByte(start + COMPRESSOR_AT);
            requireOurs(in.getByte(start + CODEC_AT), Compressor.onTheWire(compressor), compressor);
        }
        if (type == FrameType.RESPONSE && headLength == HEADER_BYTES && isHollow(in, length)) {
            in.skipBytes(HEADER_BYTES);
            return new BrokenFrame(in.getInt(start + ID_AT));
        }
        return in.readableBytes() < length ? null : readWhole(in, type, headLength, length, maxFrameBytes, inflated);
    }

    /** Whether the next frame, or nothing at all, stands where its body should: the length is one of an earlier frame. */
    private static boolean isHollow(ByteBuf in, int length) {
        int withType = HEADER_BYTES + Short.BYTES;
        boolean bodyBegins = length >= withType && in.readableBytes() >= withType;
        return length == HEADER_BYTES
                || (bodyBegins && in.getUnsignedShort(in.readerIndex() + HEADER_BYTES) == Opening.MAGIC);
    }

    /** Narrows the buffer to the head, then to the frame, so that no field reaches beyond its own. */
    private static Frame readWhole(
            ByteBuf in, FrameType type, int headLength, int length, int maxFrameBytes, IntConsumer inflated) {
        int start = in.readerIndex();
        int received = in.writerIndex();
        Map<String, @Nullable String> head = Map.of();
        byte compressor = in.getByte(start + COMPRESSOR_AT);
        Message body = null;
        try {
            if (headLength > HEADER_BYTES) {
                in.readerIndex(start + HEADER_BYTES).writerIndex(start + headLength);
                head = HeadMap.read(in);
            }
            if (!type.isHeartbeat()) {
                in.writerIndex(start + length).readerIndex(start + headLength);
                Compressor by = Compressor.onTheWire(compressor);
                if (by == null || by == Compressor.NONE) {
                    body = MessageType.read(in);
                } else {
                    by = by.of(in);
                    compressor = by.number();
                    ByteBuf plain = Compression.inflate(by, in, maxFrameBytes - headLength);
                    inflated.accept(plain.readableBytes());
                    body = MessageType.read(plain);
                }
            }
        } finally {
            in.writerIndex(received);
        }
        in.readerIndex(start + length);
        return new Frame(type, in.getByte(start + CODEC_AT), compressor, in.getInt(start + ID_AT), head, body);
    }

    /**
     * How long the next frame says that it is, with its head; 0 while that is not there.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if these bytes are no frame
     */
    public static int length(ByteBuf in) {
        return isHeadThere(in) ? in.getInt(in.readerIndex() + LENGTH_AT) : 0;
    }

    /**
     * Whether the next frame says that its body is compressed. False while its head is not there.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if these bytes are no frame
     */
    public static boolean isCompressed(ByteBuf in) {
        if (!isHeadThere(in)) {
            return false;
        }
        FrameType type = FrameType.ofCode(in.getByte(in.readerIndex() + TYPE_AT));
        return type != null && !type.isHeartbeat() && in.getByte(in.readerIndex() + COMPRESSOR_AT) != Encodings.NONE;
    }

    private static boolean isHeadThere(ByteBuf in) {
        return Opening.isComplete(in) && in.readableBytes() >= HEADER_BYTES;
    }

    private static Compressor requireOurs(byte codec, @Nullable Compressor compressor, byte number) {
        if (codec != Encodings.SEATA) {
            throw ProtocolErrors.codecRefused(codec);
        }
        if (compressor == null) {
            throw ProtocolErrors.compressorRefused(number);
        }
        return compressor;
    }
}
