package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pairs of text between a frame's header and its body. Here, unlike in messages, null and empty differ. */
final class HeadMap {
    private HeadMap() {}

    static void write(ByteBuf out, Map<String, @Nullable String> head) {
        head.forEach((key, value) -> {
            writeText(out, key);
            writeText(out, value);
        });
    }

    /** Reads to the end of the buffer. An entry without a key is ignored. */
    static Map<String, @Nullable String> read(ByteBuf in) {
        Map<String, @Nullable String> head = new LinkedHashMap<>();
        while (in.isReadable()) {
            String key = readText(in);
            String value = readText(in);
            if (key != null) {
                head.put(key, value);
            }
        }
        return head;
    }

    private static void writeText(ByteBuf out, @Nullable String text) {
        if (text == null) {
            out.writeShort(-1);
        } else {
            Wire.writeText(out, text);
        }
    }

    private static @Nullable String readText(ByteBuf in) {
        int length = Wire.readShort(in);
        return length < 0 ? null : Wire.readChars(in, length);
    }
}
