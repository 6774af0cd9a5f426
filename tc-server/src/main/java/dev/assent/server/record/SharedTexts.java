package dev.assent.server.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Texts that many records have in common, such as the names of applications and resources: one object for each, so that a
 * state that is read back takes no more memory than the one that was written. A text may push another one out; then a later
 * record has its own copy of that one. Not thread-safe.
 */
final class SharedTexts {
    private static final int PLACES = 1024;
    private static final int LONGEST = 256;

    private final @Nullable Text[] places = new @Nullable Text[PLACES];

    /** Reads the next bytes as a text. */
    String read(ByteBuffer in, int length) {
        if (length > LONGEST) {
            return text(bytes(in, length));
        }
        int place = place(in, length);
        Text known = places[place];
        if (known != null && known.isNext(in, length)) {
            in.position(in.position() + length);
            return known.text;
        }
        byte[] bytes = bytes(in, length);
        Text fresh = new Text(ByteBuffer.wrap(bytes), text(bytes));
        places[place] = fresh;
        return fresh.text;
    }

    private static int place(ByteBuffer in, int length) {
        int hash = length;
        for (int at = in.position(); at < in.position() + length; at++) {
            hash = 31 * hash + in.get(at);
        }
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }

    static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private record Text(ByteBuffer bytes, String text) {
        boolean isNext(ByteBuffer in, int length) {
            return bytes.capacity() == length && in.slice(in.position(), length).mismatch(bytes) < 0;
        }
    }
}
