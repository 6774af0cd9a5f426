package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** How a body is made smaller, its type code included. */
enum Compressor {
    NONE(0),
    GZIP(1),
    ZIP(2),
    BZIP2(4),
    LZ4(5),
    DEFLATER(6),
    ZSTD(7),
    /** LZ4 as Seata has it since 2.6, under the old number: only the first bytes distinguish the two. */
    LZ4_FRAME(-5);

    private static final Compressor[] ALL = values();
    private static final byte SEVENZ = 3;
    private static final int LZ4_FRAME_MAGIC = 0x184d2204;

    private final byte number;

    Compressor(int number) {
        this.number = (byte) number;
    }

    /** The number in memory, which also names the form, so that an answer has the same form as its request. */
    byte number() {
        return number;
    }

    byte onTheWire() {
        return this == LZ4_FRAME ? LZ4.number : number;
    }

    static @Nullable Compressor ofNumber(byte number) {
        for (Compressor compressor : ALL) {
            if (compressor.number == number) {
                return compressor;
            }
        }
        return null;
    }

    /** @return null if the number is unknown, or no peer implements it */
    static @Nullable Compressor onTheWire(byte number) {
        return number < 0 ? null : ofNumber(number);
    }

    /** Which of the compressors with this number the body was made by. */
    Compressor of(ByteBuf body) {
        boolean isFrame = this == LZ4
                && body.readableBytes() >= Integer.BYTES
                && body.getIntLE(body.readerIndex()) == LZ4_FRAME_MAGIC;
        return isFrame ? LZ4_FRAME : this;
    }

    static String name(byte number) {
        Compressor known = onTheWire(number);
        if (known == null) {
            return number == SEVENZ ? "SEVENZ" : "number " + Byte.toUnsignedInt(number);
        }
        return known.name();
    }
}
