package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Checksum;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 up to Seata 2.5: lz4-java's own stream of blocks. One begins so, with the little end of a number first:
 *
 * <pre>"LZ4Block" | token i8 | compressed length i32 | length i32 | checksum i32</pre>
 */
final class Lz4Blocks {
    private static final int BLOCK_BYTES = 1 << 10;
    private static final int SEED = 0x9747b28c;
    private static final int COMPRESSED_LENGTH_AT = 9;
    private static final int LENGTH_AT = 13;
    private static final int HEADER_BYTES = 21;

    private Lz4Blocks() {}

    static InputStream inflating(ByteBuf in, int max) {
        requireRoom(in, max);
        return LZ4BlockInputStream.newBuilder()
                .withDecompressor(LZ4Factory.safeInstance().safeDecompressor())
                .withChecksum(checksum())
                .build(new ByteBufInputStream(in));
    }

    static OutputStream deflating(OutputStream out) {
        return new LZ4BlockOutputStream(
                out, BLOCK_BYTES, LZ4Factory.safeInstance().fastCompressor(), checksum(), false);
    }

    private static Checksum checksum() {
        return XXHashFactory.safeInstance().newStreamingHash32(SEED).asChecksum();
    }

    /** The library gives each block the memory that its header asks for before it has looked at the block. */
    private static void requireRoom(ByteBuf in, int max) {
        long sum = 0;
        long at = in.readerIndex();
        while (at + HEADER_BYTES <= in.writerIndex()) {
            int compressed = in.getIntLE((int) at + COMPRESSED_LENGTH_AT);
            int length = in.getIntLE((int) at + LENGTH_AT);
            if (length <= 0 || compressed <= 0) {
                return; // the end, or damage that the library finds
            }
            sum += Math.max(length, compressed);
            if (sum > max) {
                throw ProtocolErrors.inflatedTooLarge(Compressor.LZ4, max);
            }
            at += HEADER_BYTES + compressed;
        }
    }
}
