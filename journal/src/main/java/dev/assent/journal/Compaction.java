package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Writes a new snapshot from the old one and the full segments behind it: these files no longer change, so this may run
 * on a thread of its own while the journal appends. Offered by {@link Journal#compaction}; afterwards the journal's
 * thread calls {@link Journal#install}, or {@link Journal#abandon} if it threw.
 */
public final class Compaction {
    private final Disk disk;
    private final LogFile base;
    private final long index;
    private final long lastSequence;
    private final Origin origin;
    private volatile boolean finished;

    Compaction(Disk disk, LogFile base, long index, long lastSequence, Origin origin) {
        this.disk = disk;
        this.base = base;
        this.index = index;
        this.lastSequence = lastSequence;
        this.origin = origin;
    }

    /**
     * Replays into {@code state}, which must be new and empty, writes what it has then, and forces it.
     *
     * @throws JournalException.DiskFull if there is no room; nothing is lost, another time may do
     * @throws JournalException.JournalCorrupt if an old file has been damaged: the next start would be refused
     */
    public void run(SnapshotBuilder state) {
        SnapshotFile.Contents contents = SnapshotFile.read(disk, base, state::replay);
        Segments segments = new Segments(disk, base, contents.head(), state::replay);
        segments.readClosed(index);
        if (segments.sequence() != lastSequence) {
            Segments.Place end = segments.end();
            throw JournalErrors.badFrame(end.file(), end.offset(), segments.sequence() + 1, lastSequence);
        }
        SnapshotFile.write(disk, result(), lastSequence, origin, state);
        finished = true;
    }

    /** What a snapshot of this index stands for. */
    private List<LogFile> closed() {
        return LongStream.range(base.index(), index)
                .mapToObj(i -> new LogFile(base.epoch(), i, Kind.SEGMENT))
                .toList();
    }

    boolean finished() {
        return finished;
    }

    /** From here on recovery begins with the new snapshot; the old files may go, and reappear, as they like. */
    LogFile publish() {
        SnapshotFile.publish(disk, result());
        disk.delete(base.name());
        closed().forEach(segment -> disk.delete(segment.name()));
        return result();
    }

    private LogFile result() {
        return new LogFile(base.epoch(), index, Kind.SNAPSHOT);
    }

    void discard() {
        disk.delete(SnapshotFile.draft(result()));
    }
}
