package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes a new snapshot from the old one and the full segments behind it: these files no longer change, so this may run
 * on a thread of its own while the journal appends. Offered by {@link Journal#compaction}; afterwards the journal's
 * thread calls {@link Journal#install}, or {@link Journal#abandon} if it threw.
 */
public final class Compaction implements OldRecords {
    private final Disk disk;
    private final LogFile base;
    private final long index;
    private final long lastSequence;
    private final long bytesBefore;
    private final Origin origin;
    private long size;
    private volatile boolean finished;

    Compaction(Disk disk, LogFile base, long index, long lastSequence, long bytesBefore, Origin origin) {
        this.disk = disk;
        this.base = base;
        this.index = index;
        this.lastSequence = lastSequence;
        this.bytesBefore = bytesBefore;
        this.origin = origin;
    }

    /** The whole state at once. */
    public void run(SnapshotBuilder state) {
        run(1, share -> state);
    }

    /**
     * The same in shares; forces all.
     *
     * @throws JournalException.DiskFull if there is no room; nothing is lost, another time may do
     * @throws JournalException.JournalCorrupt if an old file has been damaged: the next start would be refused
     */
    @Override
    public void run(int shares, IntFunction<SnapshotBuilder> state) {
        disk.delete(SnapshotFile.draft(result())); // of an earlier run that threw
        size = SnapshotFile.write(disk, result(), lastSequence, origin, out -> {
            for (int share = 0; share < shares; share++) {
                SnapshotBuilder part = state.apply(share);
                replayInto(part);
                part.writeTo(out);
            }
        });
        finished = true;
    }

    private void replayInto(SnapshotBuilder state) {
        SnapshotFile.Contents contents = SnapshotFile.read(disk, base, state::replay);
        Segments segments = new Segments(disk, base, contents.head(), state::replay);
        segments.readClosed(index);
        if (segments.sequence() != lastSequence) {
            Segments.Place end = segments.end();
            throw JournalErrors.badFrame(end.file(), end.offset(), segments.sequence() + 1, lastSequence);
        }
    }

    boolean finished() {
        return finished;
    }

    /** From here on recovery begins with the new snapshot; the old files may go, and reappear, as they like. */
    LogFile publish() {
        SnapshotFile.publish(disk, result());
        return result();
    }

    /** The files that the new snapshot stands for. */
    List<String> replaced() {
        List<String> names = new ArrayList<>();
        names.add(base.name());
        for (long old = base.index(); old < index; old++) {
            names.add(LogFile.segment(base.epoch(), old));
        }
        return names;
    }

    /** How many bytes of records the new snapshot stands for, since the journal began. */
    long bytesBefore() {
        return bytesBefore;
    }

    /** The size of the new snapshot, in bytes. */
    long size() {
        return size;
    }

    private LogFile result() {
        return new LogFile(base.epoch(), index, Kind.SNAPSHOT);
    }

    void discard() {
        disk.delete(SnapshotFile.draft(result()));
    }
}
