package dev.assent.journal;

import java.nio.ByteBuffer;

/** An empty state of the caller's into which a {@link Compaction} replays old records, to ask it for fewer. */
public interface SnapshotBuilder extends SnapshotSource {
    /** Same contract as {@link RecordConsumer#accept}. */
    void replay(ByteBuffer record);
}
