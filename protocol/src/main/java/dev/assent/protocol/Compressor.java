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
    /** LZ4 as Seata has it since 2.6, under the old number: only its first bytes tell. */
    LZ4_FRAME(-5);

    private static final Compressor[] ALL = values();
    private static final byte SEVENZ = 3;
    private static final int LZ4_FRAME_MAGIC = 0x184d2204;

    private final byte number;

    Compressor(int number) {
        this.number = (byte) number;
    }

    /** As frames have it in memory: so an answer takes after its request. */
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

    /** @return null if there is none of that number, or none that anybody implements */
    static @Nullable Compressor onTheWire(byte number) {
        return number < 0 ? null : ofNumber(number);
    }

    /** Which of those with this number it is. */
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
