package dev.assent.server.loop;

import dev.assent.core.Coordinator;
import dev.assent.journal.OldRecords;
import dev.assent.journal.RecordConsumer;
import dev.assent.journal.StateMachine;
import dev.assent.server.record.CoordinatorRecords;
import dev.assent.server.record.SnapshotShares;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The coordinator's state as its log sees it. A coordinator that may no longer append has to stop: no other way is built. */
final class Recovered implements StateMachine {
    private static final Logger log = LoggerFactory.getLogger(Recovered.class);

    private final CoordinatorRecords records;
    private final HeapCheck heap;
    private final SnapshotShares snapshots;
    private final Consumer<Throwable> failure;
    private final LongFunction<byte[]> term;

    /** @param term applies the fact that a term of this epoch begins with, and returns its record */
    Recovered(
            Coordinator coordinator,
            HeapLimit heap,
            SnapshotShares snapshots,
            Consumer<Throwable> failure,
            LongFunction<byte[]> term) {
        this.records = new CoordinatorRecords(coordinator);
        this.heap = new HeapCheck(heap, coordinator::memory);
        this.snapshots = snapshots;
        this.failure = failure;
        this.term = term;
    }

    @Override
    public void replay(ByteBuffer record) {
        records.replay(record);
        heap.replayed();
    }

    @Override
    public void writeTo(RecordConsumer out) {
        heap.look();
        records.writeTo(out);
    }

    @Override
    public List<byte[]> beginTerm(long epoch) {
        heap.look();
        return List.of(term.apply(epoch));
    }

    @Override
    public void compact(OldRecords old) {
        snapshots.run(old);
    }

    @Override
    public void warn(String sentence) {
        log.warn(sentence);
    }

    @Override
    public void deposed(Throwable why) {
        failure.accept(why);
    }

    @Override
    public void failed(Throwable why) {
        failure.accept(why);
    }
}
