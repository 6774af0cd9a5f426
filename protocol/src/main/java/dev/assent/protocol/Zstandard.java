package dev.assent.protocol;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** One zstd frame that says how long it will be. */
final class Zstandard {
    /** A frame cannot ask for more memory than a message may take: 8 MiB. */
    private static final int MAX_WINDOW_LOG = 23;

    private Zstandard() {}

    static InputStream inflating(InputStream in) throws IOException {
        return new ZstdInputStream(in, RecyclingBufferPool.INSTANCE).setLongMax(MAX_WINDOW_LOG);
    }

    static byte[] deflated(byte[] plain) {
        return Zstd.compress(plain);
    }
}
