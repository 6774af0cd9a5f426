package dev.assent.server.record;

import dev.assent.core.Coordinator;
import dev.assent.journal.RecordConsumer;
import dev.assent.journal.SnapshotBuilder;
import java.nio.ByteBuffer;

/** A coordinator's state, from records and to records. The same at a start and when old records are made fewer. */
public final class CoordinatorRecords implements SnapshotBuilder {
    private final Coordinator coordinator;
    private final RecordCodec codec = new RecordCodec();

    public CoordinatorRecords(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    @Override
    public void replay(ByteBuffer record) {
        codec.decode(record, (at, event) -> coordinator.apply(event, at));
    }

    @Override
    public void writeTo(RecordConsumer out) {
        coordinator.snapshot((at, event) -> out.accept(ByteBuffer.wrap(codec.encode(at, event))));
    }
}
