package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import dev.assent.journal.Segments.Place;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
 *       (a start on a full disk gives up the {@link Ballast} before, and has a small first segment)
 *   <li>the old files are deleted; any of them may reappear, and are ignored, for a higher epoch has a snapshot
 * </ol>
 *
 * The number of the new epoch is higher than any in a file name, drafts included. A number that is used a second time, because
 * all files of a start were lost with the power, names new files full of zeros. Pages that the old process wrote but
 * could not force are read like any others and thus become part of the forced snapshot.
 *
 * <p>What is not a whole frame is a torn tail, unless a later frame bears witness that it was durable. So damage to the very
 * last batch that was forced, with no frame behind it, looks like a torn tail; {@link Journal#tick} and {@link Journal#close}
 * write a witness. A segment or snapshot that is missing, shorter than it was made, or of another directory, is refused.
 */
public final class Recovery {
    private final Disk disk;
    private final JournalOptions options;
    private final Inventory inventory;
    private final Optional<Origin> origin;
    private final long sequence;
    private final long records;
    private final Optional<Place> torn;
    private boolean started;

    private Recovery(Disk disk, JournalOptions options, Inventory inventory, RecordConsumer replay) {
        this.disk = disk;
        this.options = options;
        this.inventory = inventory;
        if (inventory.newest().isEmpty()) {
            sequence = 0;
            records = 0;
            torn = Optional.empty();
            origin = Optional.empty();
        } else {
            LogFile newest = inventory.newest().get();
            SnapshotFile.Contents contents = SnapshotFile.read(disk, newest, replay);
            Segments segments = new Segments(disk, newest, contents.head(), replay);
            segments.read(inventory.files());
            sequence = segments.sequence();
            records = contents.records() + segments.records();
            torn = segments.torn();
            origin = Optional.of(contents.head().origin());
        }
    }

    /**
     * Hands every record that was durable to {@code replay}, and possibly some that were appended last and not forced.
     *
     * @throws JournalException.JournalCorrupt if a durable record is missing; some may have been replayed by then
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static Recovery open(Disk disk, JournalOptions options, RecordConsumer replay) {
        return new Recovery(disk, options, Inventory.of(disk), replay);
    }

    /** The epoch of the process that wrote what was read; 0 if the directory was empty. */
    public long epoch() {
        return inventory.newest().map(LogFile::epoch).orElse(0L);
    }

    /** The sequence number of the last record that was read. The new journal continues after it. */
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
     * @param chance names the directory if it is new, and this start of it
     * @throws JournalException.DiskFull if there is no room; what was read is untouched
     */
    public Journal start(SnapshotSource state, RandomGenerator chance) {
        if (started) {
            throw JournalErrors.misused("a recovery to be started once", "it has been");
        }
        started = true;
        Origin next = origin.map(last -> last.next(chance)).orElseGet(() -> Origin.ofNewDirectory(chance));
        LogFile snapshot = new LogFile(inventory.nextEpoch(), 0, Kind.SNAPSHOT);
        Prepared made = prepareOnceMoreIfFull(snapshot, next, state);
        SnapshotFile.publish(disk, snapshot);
        Leftovers old = new Leftovers(disk);
        old.delete(inventory.files().stream().map(LogFile::name).toList());
        return new Journal(disk, options, snapshot.epoch(), next, sequence, made, old);
    }

    /** The room that {@link Ballast} has kept, and what starts have left that did not get far, are for this moment. */
    private Prepared prepareOnceMoreIfFull(LogFile snapshot, Origin next, SnapshotSource state) {
        try {
            return prepare(snapshot, next, state);
        } catch (JournalException.DiskFull e) {
            disk.delete(Ballast.NAME);
            inventory.files().stream()
                    .filter(file -> file.kind() == Kind.DRAFT)
                    .forEach(file -> disk.delete(file.name()));
            return prepare(snapshot, next, state);
        }
    }

    private Prepared prepare(LogFile snapshot, Origin next, SnapshotSource state) {
        LogFile segment = new LogFile(snapshot.epoch(), snapshot.index(), Kind.SEGMENT);
        Spare first = new Spare(disk, segment, options.segmentBytes(), next, false);
        try {
            long size = SnapshotFile.write(disk, snapshot, sequence, next, state);
            return new Prepared(size, first.finish(0));
        } catch (JournalException.DiskFull e) {
            first.close();
            disk.delete(segment.name());
            disk.delete(SnapshotFile.draft(snapshot));
            throw e;
        }
    }

    /** What a journal begins with. */
    record Prepared(long snapshotBytes, Segment first) {}
}
