package dev.assent.journal.simulated;

import dev.assent.journal.Batch;
import dev.assent.journal.OldRecords;
import dev.assent.journal.SnapshotBuilder;
import dev.assent.journal.StateMachine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the processes of one {@link SimulatedLog} share: its records, and which of them leads. */
final class SharedRecords implements OldRecords {
    static final int MOST_BYTES = 8 << 20;
    private static final int WORTH_A_SNAPSHOT = 20;

    private final UUID id;
    private final List<byte[]> records = new ArrayList<>();
    private long position;
    private long durable;
    private int sinceSnapshot;
    private long epoch;
    private @Nullable SimulatedLog leader;

    SharedRecords(UUID id) {
        this.id = id;
    }

    UUID id() {
        return id;
    }

    long epoch() {
        return epoch;
    }

    long durable() {
        return durable;
    }

    /** @return the epoch of the new term */
    long lead(SimulatedLog by) {
        leader = by;
        return ++epoch;
    }

    boolean isLedBy(SimulatedLog process) {
        return process == leader;
    }

    void commit(Batch batch) {
        records.addAll(batch.records());
        position += batch.records().size();
        sinceSnapshot += batch.records().size();
        if (batch.forced()) {
            force();
        }
    }

    void force() {
        durable = position;
    }

    void loseUnforced() {
        while (position > durable) {
            position--;
            records.remove(records.size() - 1);
        }
    }

    void replayInto(SnapshotBuilder state) {
        records.forEach(record -> state.replay(ByteBuffer.wrap(record).asReadOnlyBuffer()));
    }

    void compact(StateMachine state) {
        if (sinceSnapshot >= WORTH_A_SNAPSHOT && position == durable) {
            state.compact(this);
        }
    }

    @Override
    public void run(int shares, IntFunction<SnapshotBuilder> state) {
        List<byte[]> fewer = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            SnapshotBuilder part = state.apply(share);
            replayInto(part);
            part.writeTo(record -> {
                byte[] copy = new byte[record.remaining()];
                record.get(copy);
                fewer.add(copy);
            });
        }
        records.clear();
        records.addAll(fewer);
        sinceSnapshot = 0;
    }
}
