package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 since Seata 2.6: one frame as lz4-java writes it, of blocks that stand for themselves, without checksums. Numbers have their little
 * end first.
 *
 * <pre>magic i32 | flags 60 | block size i8 | checksum of these two i8 | blocks (length i32, bytes) | 0 i32</pre>
 *
 * A block whose length has its highest bit is not compressed. The library's own reader would give each frame eight MiB
 * before it has seen a block.
 */
final class Lz4Frame {
    private static final int MAGIC = 0x184d2204;
    private static final int FLAGS = 0x60;
    /** No byte of a block stands for more. */
    private static final long MAX_RATIO = 255;

    private Lz4Frame() {}

    static ByteBuf inflate(ByteBuf in, int max) throws IOException {
        readHeader(in);
        ByteBuf plain = Unpooled.buffer(Math.min(max, in.readableBytes()));
        for (int length = in.readIntLE(); length != 0; length = in.readIntLE()) {
            int stored = length & Integer.MAX_VALUE;
            byte[] block = new byte[Math.min(stored, in.readableBytes() + 1)];
            in.readBytes(block); // throws if it is cut short
            if (length < 0) {
                plain.writeBytes(block);
            } else {
                inflate(block, plain, max);
            }
            if (plain.readableBytes() > max) {
                throw ProtocolErrors.inflatedTooLarge(Compressor.LZ4_FRAME, max);
            }
        }
        return plain;
    }

    private static void readHeader(ByteBuf in) throws IOException {
        int magic = in.readIntLE();
        byte[] descriptor = {in.readByte(), in.readByte()};
        int checksum =
                XXHashFactory.safeInstance().hash32().hash(descriptor, 0, descriptor.length, 0) >> Byte.SIZE & 0xff;
        if (magic != MAGIC || descriptor[0] != FLAGS || in.readUnsignedByte() != checksum) {
            throw new IOException("no frame of independent blocks without checksums");
        }
    }

    private static void inflate(byte[] block, ByteBuf plain, int max) throws IOException {
        int room = max - plain.readableBytes();
        long most = MAX_RATIO * block.length;
        int given = (int) Math.min(most, room);
        plain.ensureWritable(given);
        try {
            int length = LZ4Factory.safeInstance()
                    .safeDecompressor()
                    .decompress(
                            block, 0, block.length, plain.array(), plain.arrayOffset() + plain.writerIndex(), given);
            plain.writerIndex(plain.writerIndex() + length);
        } catch (LZ4Exception e) {
            if (most > room) {
                throw ProtocolErrors.inflatedTooLarge(Compressor.LZ4_FRAME, max);
            }
            throw new IOException("a damaged block", e);
        }
    }

    static OutputStream deflating(OutputStream out) throws IOException {
        return new LZ4FrameOutputStream(
                out,
                BLOCKSIZE.SIZE_64KB,
                -1,
                LZ4Factory.safeInstance().fastCompressor(),
                XXHashFactory.safeInstance().hash32(),
                FLG.Bits.BLOCK_INDEPENDENCE);
    }
}
