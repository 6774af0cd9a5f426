package dev.assent.server.loop;

import dev.assent.journal.Batch;
import java.util.ArrayList;
import java.util.List;

/** The records of the next batch, while another one is on its way. */
final class CollectedRecords {
    private final List<byte[]> records = new ArrayList<>();
    private long bytes;
    private boolean forced;

    void add(byte[] record, boolean mustBeForced) {
        records.add(record);
        bytes += record.length;
        forced |= mustBeForced;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** Nothing is added after that. */
    Batch batch() {
        return new Batch(records, forced);
    }
}
