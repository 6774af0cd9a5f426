package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/** How a body is made smaller, its type code included. The order is the wire code: never reorder. */
enum Compressor {
    NONE,
    GZIP,
    ZIP,
    /** Seata has a number for it, and no code. */
    SEVENZ,
    BZIP2,
    LZ4,
    DEFLATER,
    ZSTD;

    private static final Compressor[] BY_CODE = values();

    /** @return null if there is none of that number, or none that anybody implements */
    static @Nullable Compressor ofCode(byte code) {
        boolean known = code >= 0 && code < BY_CODE.length && BY_CODE[code] != SEVENZ;
        return known ? BY_CODE[code] : null;
    }

    static String name(byte code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code].name() : "number " + Byte.toUnsignedInt(code);
    }
}
