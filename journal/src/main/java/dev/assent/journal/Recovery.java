package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import dev.assent.journal.Segments.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads back what was durable, and starts a new epoch upon it.
 *
 * <p><b>Reading</b> takes the snapshot with the highest (epoch, index) and, of its epoch, the segments from its index on;
 * everything else in the directory is left over and ignored. It changes nothing, so a crash during it is no event.
 *
 * <p><b>Starting</b> never touches what was read. Its steps, and what a power loss after each leaves:
 *
 * <ol>
 *   <li>the new epoch's snapshot is written and forced as a draft; left over: a draft, never read
 *   <li>its first segment is filled with zeros and forced, then the directory; left over: also an empty segment of an epoch
 *       without snapshot, ignored
 *   <li>the draft is renamed to a snapshot; both outcomes are good: the old epoch still complete, or the new one complete,
 *       since it holds the same state
 *   <li>the directory is forced; from here on the old epoch cannot come back
 *   <li>the old files are deleted; any of them may reappear, and are ignored, for a higher epoch has a snapshot
 * </ol>
 *
 * The number of the new epoch is higher than any in a file name, drafts included. A number that is used a second time, because
 * all files of a start were lost with the power, names new files full of zeros. Pages that the old process wrote but
 * could not force are read like any others and thus become part of the forced snapshot.
 *
 * <p>What is not a whole frame is a torn tail, unless a later frame bears witness that it was durable. So damage to the very
 * last batch that was forced, with no frame behind it, looks like a torn tail; {@link Journal#close} writes a last witness.
 *
 * <p>A directory where an epoch has records but no snapshot, or a segment is missing, is refused.
 */
public final class Recovery {
    private final Disk disk;
    private final JournalOptions options;
    private final List<LogFile> files;
    private final long epoch;
    private final long sequence;
    private final long records;
    private final Optional<Place> torn;
    private boolean started;

    private Recovery(
            Disk disk, JournalOptions options, List<LogFile> files, RecordConsumer replay, Optional<LogFile> newest) {
        this.disk = disk;
        this.options = options;
        this.files = files;
        this.epoch = newest.map(LogFile::epoch).orElse(0L);
        if (newest.isEmpty()) {
            sequence = 0;
            records = 0;
            torn = Optional.empty();
        } else {
            SnapshotFile.Contents contents = SnapshotFile.read(disk, newest.get(), replay);
            Segments segments = new Segments(disk, newest.get(), contents.lastSequence(), replay);
            segments.read(files);
            sequence = segments.sequence();
            records = contents.records() + segments.records();
            torn = segments.torn();
        }
    }

    /**
     * Hands every record that was durable to {@code replay}, and possibly some that were appended last and not forced.
     *
     * @throws JournalException.JournalCorrupt if a durable record is missing; some may have been replayed by then
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static Recovery open(Disk disk, JournalOptions options, RecordConsumer replay) {
        List<LogFile> files = LogFile.in(disk);
        Optional<LogFile> newest = files.stream()
                .filter(file -> file.kind() == Kind.SNAPSHOT)
                .max(Comparator.comparingLong(LogFile::epoch).thenComparingLong(LogFile::index));
        refuseIfASnapshotWasLost(disk, files, newest.map(LogFile::epoch).orElse(0L));
        return new Recovery(disk, options, files, replay, newest);
    }

    private static void refuseIfASnapshotWasLost(Disk disk, List<LogFile> files, long epochOfTheNewest) {
        for (LogFile file : files) {
            if (file.kind() == Kind.SEGMENT && file.epoch() > epochOfTheNewest) {
                try (FrameReader in = new FrameReader(disk, file.name())) {
                    if (in.proofThatDurable(file.epoch(), 0).isPresent()) {
                        throw JournalErrors.missing(LogFile.snapshot(file.epoch(), 0), file.name());
                    }
                }
            }
        }
    }

    /** Of the process that wrote what was read; 0 if the directory was empty. */
    public long epoch() {
        return epoch;
    }

    /** Of the last record that was read. The new journal counts on from here. */
    public long sequence() {
        return sequence;
    }

    /** How many were replayed. */
    public long records() {
        return records;
    }

    /** Where frames that were never forced have been dropped, as file and offset. */
    public Optional<String> tornTail() {
        return torn.map(place -> "%s at offset %d".formatted(place.file(), place.offset()));
    }

    /**
     * Makes {@code state}, which is what the replayed records amount to, the durable beginning of a new epoch, and opens it for
     * appending. Once only.
     *
     * @throws JournalException.DiskFull if there is no room; what was read is untouched
     */
    public Journal start(SnapshotSource state) {
        if (started) {
            throw JournalErrors.misused("a recovery to be started once", "it has been");
        }
        started = true;
        long next = 1 + files.stream().mapToLong(LogFile::epoch).max().orElse(0);
        Spare first = new Spare(disk, next, 0, options.segmentBytes());
        DiskFile segment = prepare(next, first, state);
        SnapshotFile.publish(disk, next, 0);
        files.forEach(file -> disk.delete(file.name()));
        return new Journal(disk, options, next, sequence, segment);
    }

    private DiskFile prepare(long next, Spare first, SnapshotSource state) {
        try {
            SnapshotFile.write(disk, next, 0, sequence, state);
            return first.finish();
        } catch (JournalException.DiskFull e) {
            disk.delete(LogFile.draft(next, 0));
            throw e;
        }
    }
}
