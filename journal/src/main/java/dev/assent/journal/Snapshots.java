package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The snapshot that a start would begin with, and the compaction that makes the next one. */
final class Snapshots {
    private final Disk disk;
    private final Origin origin;
    private final int segmentsPerSnapshot;
    private final SegmentWriter out;
    private LogFile snapshot;
    private @Nullable Compaction running;
    private long notBefore;

    Snapshots(Disk disk, Origin origin, int segmentsPerSnapshot, long epoch, SegmentWriter out) {
        this.disk = disk;
        this.origin = origin;
        this.segmentsPerSnapshot = segmentsPerSnapshot;
        this.out = out;
        this.snapshot = new LogFile(epoch, 0, Kind.SNAPSHOT);
    }

    boolean isRunning() {
        return running != null;
    }

    /** Whether there are enough full segments, and no compaction is under way; one is enough when space is low. */
    boolean isDue(boolean spaceIsLow) {
        long full = out.index() - snapshot.index();
        return running == null && full >= (spaceIsLow ? 1 : segmentsPerSnapshot) && out.index() >= notBefore;
    }

    Compaction begin() {
        Compaction next = new Compaction(
                disk, snapshot, out.index(), out.lastOfFullSegments(), out.bytesInFullSegments(), origin);
        running = next;
        return next;
    }

    Optional<Compaction> running(Compaction same) {
        return Optional.ofNullable(running).filter(one -> one == same);
    }

    void install(Compaction finished) {
        snapshot = finished.publish();
        running = null;
    }

    /** The next one is due when another segment is full. */
    void abandon() {
        running = null;
        notBefore = out.index() + 1;
    }
}
