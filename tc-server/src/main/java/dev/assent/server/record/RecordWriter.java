package dev.assent.server.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The few shapes every record is made of, on their way out. Reused: one record after the other. */
final class RecordWriter {
    private static final int FIRST = 256;

    private byte[] bytes = new byte[FIRST];
    private int size;

    void writeByte(int value) {
        room(Byte.BYTES);
        bytes[size++] = (byte) value;
    }

    void writeLong(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += Long.BYTES;
    }

    void writeInt(int value) {
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(size, value);
        size += Integer.BYTES;
    }

    /** Milliseconds are enough: the loop's clock counts no finer. */
    void writeTime(Instant time) {
        writeLong(time.toEpochMilli());
    }

    void writeText(@Nullable String text) {
        if (text == null) {
            writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(UTF_8);
        writeInt(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    <T> void writeList(List<T> items, Consumer<T> writeItem) {
        writeInt(items.size());
        items.forEach(writeItem);
    }

    /** What was written since the last time. */
    byte[] take() {
        byte[] record = Arrays.copyOf(bytes, size);
        size = 0;
        return record;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
