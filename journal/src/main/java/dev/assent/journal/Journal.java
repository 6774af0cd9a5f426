package dev.assent.journal;

import dev.assent.journal.Recovery.Prepared;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The durable log of one epoch. Passive: it has no thread, clock or randomness, blocks, and is used by one thread at a time,
 * which must never be interrupted (an interrupt closes the files under it). Opened by {@link Recovery#start}.
 *
 * <p>Records fill preallocated segments, one after the other. What a power loss leaves, at any step:
 *
 * <ul>
 *   <li>records appended and not forced: some of their sectors, in any mixture. The first frame that is not whole ends the
 *       log, so what is lost is a suffix. The next force begins a new sector, hence forced bytes are never written again
 *   <li>a full segment is forced, with a seal behind its records, before the next one gets its first record; so only the
 *       last one can be torn, and a sealed one has a successor
 *   <li>a spare segment that is not filled, or whose name is not yet forced: a file of zeros, perhaps with its head, or none;
 *       the segment before it is sealed only when it is whole and its name is forced
 *   <li>a compaction: a draft, which is never read, until it is renamed; both names are good, the old snapshot and its
 *       segments are deleted only when the new name is forced, and if they reappear a newer snapshot stands for them
 * </ul>
 *
 * After the first error of the disk, other than one of a spare or a compaction, every method throws
 * {@link JournalException.JournalFailed}; nothing is ever tried again, for pages that could not be written may count as clean.
 */
public final class Journal implements AutoCloseable {
    private final Disk disk;
    private final JournalOptions options;
    private final long epoch;
    private final Origin origin;
    private final SegmentWriter out;
    private final Snapshots snapshots;
    private final Room room;
    private final FailStop work = new FailStop();

    Journal(
            Disk disk,
            JournalOptions options,
            long epoch,
            Origin origin,
            long sequence,
            Prepared begin,
            Leftovers old) {
        this.disk = disk;
        this.options = options;
        this.epoch = epoch;
        this.origin = origin;
        this.out = new SegmentWriter(disk, options.segmentBytes(), epoch, origin, sequence, begin.first());
        this.snapshots = new Snapshots(disk, origin, options.segmentsPerSnapshot(), epoch, out);
        Ballast ballast = new Ballast(disk, Math.min(Spare.PIECE, options.segmentBytes()));
        this.room = new Room(ballast, begin.snapshotBytes(), old);
        room.keepFor(Long.MAX_VALUE, 0);
        room.fill();
    }

    /** Higher than that of any process before. */
    public long epoch() {
        return epoch;
    }

    /** The identity of the data directory, which never changes; a copy of the directory has the same. */
    public UUID directory() {
        return origin.directory();
    }

    /** Writes the records, in order and with one write if they fit the buffer, without forcing them. */
    public void append(List<byte[]> records) {
        int most = Math.min(Frame.MAX_BODY, Segment.room(options.segmentBytes()) - Frame.HEADER);
        for (byte[] record : records) {
            if (record.length > most) {
                throw JournalErrors.tooLarge(record.length, most);
            }
        }
        work.attempt("take records", () -> out.append(records));
    }

    /** Returns when all that has been appended is durable. */
    public void force() {
        work.attempt("force records", out::force);
    }

    /** The sequence number of the last record appended; each gets the next one, some are used up in between. */
    public long appended() {
        return out.appended();
    }

    /** All records up to this sequence number survive a power loss. */
    public long durable() {
        return out.durable();
    }

    /**
     * Does a little of what the next segment and the next start need, at most 1 MiB and its force. Call it after each force,
     * when the replies are out, and about every second when there is nothing to do: this is also what ends {@link #spaceIsLow}.
     * Without these calls {@link #append} does the work for the next segment. Returns whether there is more to do, and room for
     * it.
     */
    public boolean maintain() {
        return maintain(Long.MAX_VALUE);
    }

    /**
     * The same.
     *
     * @param stateBytes how large a snapshot of the state of this moment can be at most; so much room is kept for it, or for
     *     all that has been appended since the last one, whichever is less
     */
    public boolean maintain(long stateBytes) {
        boolean[] more = new boolean[1];
        work.attempt("make the next segment", () -> {
            room.keepFor(stateBytes, out.bytes());
            if (room.isBehind() && !(snapshots.isRunning() && spaceIsLow())) {
                more[0] = room.advance();
            } else {
                more[0] = out.isBehind() && out.spare().advance() && out.isBehind();
            }
        });
        return more[0];
    }

    /**
     * Call it about every second. Looks whether the directory is still this process's alone, and bears witness that the
     * last batch was durable when no later record does, so that a start can distinguish its loss from a torn tail.
     *
     * @throws JournalException.JournalFailed if another process may have taken over
     */
    public void tick() {
        work.attempt("keep the data directory", () -> {
            disk.requireOwner();
            LogFile.requireNoneAfter(disk, epoch);
            room.deleteLeftovers();
            out.bearWitness();
        });
    }

    /**
     * The disk has no room for another whole segment, or for what the next start needs: refuse begins, branches and all that adds
     * to the state. What is left of this segment, and small ones behind it, is for decisions; when that is used up too,
     * {@link #append} fails for good.
     */
    public boolean spaceIsLow() {
        return out.spare().spaceIsLow() || room.isShort();
    }

    /** What the disk refused of what is prepared ahead, other than for want of room. It is tried again. */
    public Optional<String> trouble() {
        return Stream.of(out.spare().trouble(), room.trouble())
                .flatMap(Optional::stream)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** A task, when there are enough full segments and none is under way; one is enough when space is low. */
    public Optional<Compaction> compaction() {
        if (work.hasStopped() || !snapshots.isDue(spaceIsLow())) {
            return Optional.empty();
        }
        if (spaceIsLow()) {
            work.attempt("make room for a snapshot", room::giveUp);
        }
        return Optional.of(snapshots.begin());
    }

    /** Makes the snapshot of a compaction that has run the one to recover from, and deletes what it replaces. */
    public void install(Compaction finished) {
        if (snapshots.running(finished).filter(Compaction::finished).isEmpty()) {
            throw JournalErrors.misused("a compaction of this journal that has run", "this one is not");
        }
        work.attempt("install a snapshot", () -> {
            snapshots.install(finished);
            room.replaced(finished);
        });
    }

    /** Forgets a compaction that threw; the next one is offered when another segment is full. */
    public void abandon(Compaction failed) {
        if (snapshots.running(failed).isEmpty()) {
            throw JournalErrors.misused("a compaction of this journal", "this one is not");
        }
        work.attempt("drop a draft", failed::discard);
        snapshots.abandon();
    }

    /** Forces what has been appended, unless the journal has failed. The disk stays open. */
    @Override
    public void close() {
        try {
            if (!work.hasStopped()) {
                work.attempt("force the last records", out::close);
                work.stop(JournalErrors.misused("an open journal", "it is closed"));
            }
        } finally {
            out.closeFiles();
            room.close();
        }
    }
}
