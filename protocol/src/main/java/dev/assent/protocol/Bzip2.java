package dev.assent.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** A bzip2 stream, but without the two letters that begin it. */
final class Bzip2 {
    private static final int LETTERS = 2;
    private static final byte[] BEGINNING = {'B', 'Z'};

    private Bzip2() {}

    static InputStream inflating(InputStream in) throws IOException {
        return new BZip2CompressorInputStream(new SequenceInputStream(new ByteArrayInputStream(BEGINNING), in));
    }

    static void deflate(byte[] plain, OutputStream out) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream bzip2 =
                new BZip2CompressorOutputStream(whole, BZip2CompressorOutputStream.chooseBlockSize(plain.length))) {
            bzip2.write(plain);
        }
        out.write(whole.toByteArray(), LETTERS, whole.size() - LETTERS);
    }
}
