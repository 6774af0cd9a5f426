package dev.assent.protocol;

import dev.assent.model.AssentException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Bodies in the forms of Seata's compressors. What is inflated is bounded while it grows, so that a small frame gets no
 * more memory than a large one.
 */
final class Compression {
    private static final String ZIP_ENTRY = "zip";
    private static final int PIECE_BYTES = 4 << 10;
    /** A guess that fits most messages; the buffer doubles when it does not. */
    private static final int USUAL_RATIO = 4;

    private Compression() {}

    /**
     * @param body is consumed
     * @throws dev.assent.model.AssentException.NotAllowed and nothing else, whatever the bytes
     */
    static ByteBuf inflate(Compressor by, ByteBuf body, int max) {
        try {
            return by == Compressor.LZ4_FRAME ? Lz4Frame.inflate(body, max) : inflateStream(by, body, max);
        } catch (AssentException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // a library reports damage by exceptions of its own
            throw ProtocolErrors.compressionDamaged(by);
        } catch (LinkageError e) {
            throw ProtocolErrors.compressorMissing(by);
        }
    }

    private static ByteBuf inflateStream(Compressor by, ByteBuf body, int max) throws IOException {
        ByteBuf plain = Unpooled.buffer(Math.min(max, USUAL_RATIO * body.readableBytes()));
        try (InputStream in = inflating(by, body, max)) {
            while (plain.writeBytes(in, PIECE_BYTES) >= 0) {
                if (plain.readableBytes() > max) {
                    throw ProtocolErrors.inflatedTooLarge(by, max);
                }
            }
            return plain;
        }
    }

    static void deflate(Compressor by, byte[] plain, ByteBuf body) {
        try (OutputStream out = new ByteBufOutputStream(body)) {
            deflate(by, plain, out);
        } catch (IOException e) {
            throw new IllegalStateException("Expected memory to take what is written to it", e);
        } catch (LinkageError e) {
            throw ProtocolErrors.compressorMissing(by);
        }
    }

    /** What needs a library stands in a class of its own, which is loaded when it is needed and may fail then. */
    private static InputStream inflating(Compressor by, ByteBuf bytes, int max) throws IOException {
        InputStream body = new ByteBufInputStream(bytes);
        return switch (by) {
            case GZIP -> new GZIPInputStream(body);
            case ZIP -> firstEntry(new ZipInputStream(body));
            case DEFLATER -> new InflaterInputStream(body);
            case BZIP2 -> Bzip2.inflating(body);
            case ZSTD -> Zstandard.inflating(body);
            case LZ4 -> Lz4Blocks.inflating(bytes, max);
            case NONE, LZ4_FRAME -> throw notAStream(by);
        };
    }

    private static InputStream firstEntry(ZipInputStream in) throws IOException {
        if (in.getNextEntry() == null) {
            in.close();
            throw new IOException("no entry");
        }
        return in;
    }

    private static void deflate(Compressor by, byte[] plain, OutputStream out) throws IOException {
        switch (by) {
            case GZIP -> write(plain, new GZIPOutputStream(out));
            case ZIP -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                zip.putNextEntry(new ZipEntry(ZIP_ENTRY));
                write(plain, zip);
            }
            case DEFLATER -> write(plain, new DeflaterOutputStream(out));
            case BZIP2 -> Bzip2.deflate(plain, out);
            case LZ4 -> write(plain, Lz4Blocks.deflating(out));
            case LZ4_FRAME -> write(plain, Lz4Frame.deflating(out));
            case ZSTD -> out.write(Zstandard.deflated(plain));
            case NONE -> throw notAStream(by);
        }
    }

    private static IllegalStateException notAStream(Compressor by) {
        return new IllegalStateException("Expected a compressor with a stream of its own, but got " + by);
    }

    private static void write(byte[] plain, OutputStream out) throws IOException {
        try (out) {
            out.write(plain);
        }
    }
}
