package dev.assent.server.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The few shapes every record is made of, on their way in. The journal's checksum has vouched for the bytes. */
final class RecordReader {
    private final ByteBuffer in;
    private final SharedTexts shared;

    RecordReader(ByteBuffer in, SharedTexts shared) {
        this.in = in;
        this.shared = shared;
    }

    int readByte() {
        return in.get();
    }

    int readInt() {
        return in.getInt();
    }

    long readLong() {
        return in.getLong();
    }

    Instant readTime() {
        return Instant.ofEpochMilli(in.getLong());
    }

    String readText() {
        String text = readNullableText();
        if (text == null) {
            throw new IllegalStateException("Expected text in a record, but it is null");
        }
        return text;
    }

    @Nullable
    String readNullableText() {
        int length = in.getInt();
        return length < 0 ? null : SharedTexts.text(SharedTexts.bytes(in, length));
    }

    /** A text that is likely to stand in many records. */
    String readSharedText() {
        int length = in.getInt();
        if (length < 0) {
            throw new IllegalStateException("Expected text in a record, but it is null");
        }
        return shared.read(in, length);
    }

    <T> List<T> readList(Supplier<T> readItem) {
        int size = in.getInt();
        List<T> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(readItem.get());
        }
        return items;
    }

    /** A code of an enum; codes are spelt out in {@link FactWriter}. */
    <E> E readCode(IntFunction<Optional<E>> ofCode) {
        int code = in.get();
        return ofCode.apply(code)
                .orElseThrow(() -> new IllegalStateException("Expected a known code in a record, but got " + code));
    }
}
