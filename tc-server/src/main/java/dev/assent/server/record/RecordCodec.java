package dev.assent.server.record;

import dev.assent.core.Coordinator.Recorder;
import dev.assent.core.Event;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Facts as bytes of the journal: {@code kind i8, time i64 in ms, fields}. Kinds and codes are never reused; a new field
 * needs a new kind. Text is {@code length i32, UTF-8}, null being -1.
 */
public final class RecordCodec {
    private final FactWriter writer = new FactWriter(new RecordWriter());
    private final SharedTexts texts = new SharedTexts();

    /** @throws IllegalArgumentException if the event is never written */
    public byte[] encode(Instant at, Event event) {
        return writer.encode(at, event);
    }

    /** When it was recorded, in milliseconds; leaves the record as it is. */
    static long timeOf(ByteBuffer record) {
        return record.getLong(record.position() + 1);
    }

    /** Hands what {@link #encode} was given to {@code out}. */
    public void decode(ByteBuffer record, Recorder out) {
        RecordReader in = new RecordReader(record, texts);
        int kind = in.readByte();
        out.record(in.readTime(), new FactReader(in).read(kind));
    }
}
