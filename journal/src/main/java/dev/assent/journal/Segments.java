package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the segments that follow a snapshot, to the last record that can have been appended after all others.
 *
 * <p>A segment gets its first record only when it is whole, and has its name for good; the one before it is sealed only then. So
 * the snapshot's own segment and each one behind a seal must be there, as long as its head says; anything else has been lost. A
 * bad frame in the last of them, in contrast, is what a crash leaves of records that were never forced, unless a later frame
 * bears witness that they were. Behind the last one there may be its spare, in any state, without records.
 */
final class Segments {
    private final Disk disk;
    private final LogFile snapshot;
    private final Origin origin;
    private final RecordConsumer replay;
    private long sequence;
    private long records;
    private boolean sealed;
    private @Nullable Place end;
    private @Nullable Place torn;

    Segments(Disk disk, LogFile snapshot, FileHead head, RecordConsumer replay) {
        this.disk = disk;
        this.snapshot = snapshot;
        this.origin = head.origin();
        this.sequence = head.lastSequence();
        this.replay = replay;
    }

    /** Offset {@code offset} of file {@code file}. */
    record Place(String file, long offset) {}

    /** The segments from the snapshot's up to the one before this index, which are all full. */
    void readClosed(long upTo) {
        for (long index = snapshot.index(); index < upTo; index++) {
            read(segment(index));
            if (!sealed) {
                return; // the sequence shows it
            }
        }
    }

    /** All that are in the directory. */
    void read(List<LogFile> files) {
        Map<Long, LogFile> segments = new LinkedHashMap<>();
        files.stream().filter(this::follows).forEach(file -> segments.put(file.index(), file));
        String witness = snapshot.name();
        long index = snapshot.index();
        do {
            LogFile segment = segment(index++);
            if (segments.remove(segment.index()) == null) {
                throw JournalErrors.missing(segment.name(), witness);
            }
            read(segment);
            witness = segment.name();
        } while (sealed);
        for (LogFile later : segments.values()) {
            readSpare(later, later.index() == index);
        }
    }

    private boolean follows(LogFile file) {
        return file.kind() == Kind.SEGMENT && file.epoch() == snapshot.epoch() && file.index() >= snapshot.index();
    }

    private LogFile segment(long index) {
        return new LogFile(snapshot.epoch(), index, Kind.SEGMENT);
    }

    private void read(LogFile segment) {
        try (FrameReader in = new FrameReader(disk, segment.name())) {
            FileHead head = head(in, segment);
            in.moveTo(Segment.FIRST_RECORD);
            sealed = false;
            Optional<Frame> frame = in.next(snapshot.epoch(), sequence + 1);
            while (frame.isPresent()) {
                sequence++;
                if (frame.get().type() == Frame.RECORD) {
                    records++;
                    replay.accept(in.body(frame.get()));
                }
                frame = in.next(snapshot.epoch(), sequence + 1);
            }
            end = new Place(segment.name(), in.position());
            readSeal(in, head);
        }
    }

    private FileHead head(FrameReader in, LogFile segment) {
        FileHead head = FileHead.of(in, segment).orElseThrow(() -> badHead(in));
        if (in.size() < head.size()) {
            throw JournalErrors.cut(segment.name(), in.size(), head.size());
        }
        if (!head.origin().equals(origin)) {
            throw JournalErrors.stranger(segment.name(), snapshot.name());
        }
        return head;
    }

    private static JournalException badHead(FrameReader in) {
        return in.size() < Segment.FIRST_RECORD
                ? JournalErrors.cut(in.name(), in.size(), Segment.FIRST_RECORD)
                : JournalErrors.badHead(in.name());
    }

    private void readSeal(FrameReader in, FileHead head) {
        long behindRecords = in.position();
        in.moveTo(Segment.sealAt(head.size()));
        sealed = in.next(snapshot.epoch(), sequence + 1)
                .filter(frame -> frame.type() == Frame.SEAL)
                .isPresent();
        if (sealed) {
            sequence++;
        } else {
            in.moveTo(behindRecords);
            refuseIfMoreWasDurable(in);
            torn = in.restIsBlank() ? null : end;
        }
    }

    private void readSpare(LogFile spare, boolean first) {
        try (FrameReader in = new FrameReader(disk, spare.name())) {
            Optional<FileHead> head = FileHead.of(in, spare);
            if (head.isPresent() && !head.get().origin().equals(origin)) {
                throw JournalErrors.stranger(spare.name(), snapshot.name());
            }
            in.moveTo(Segment.FIRST_RECORD);
            refuseIfMoreWasDurable(in);
            if (!first) {
                throw JournalErrors.unsealed(end().file(), spare.name());
            }
        }
    }

    private void refuseIfMoreWasDurable(FrameReader in) {
        in.proofThatDurable(snapshot.epoch(), sequence + 1).ifPresent(proof -> {
            throw JournalErrors.badFrame(end().file(), end().offset(), sequence + 1, proof.durableUpTo());
        });
    }

    /** Where the records ended. */
    Place end() {
        return Objects.requireNonNull(end);
    }

    /** The sequence number of the last record, or of the snapshot if there is no record. */
    long sequence() {
        return sequence;
    }

    long records() {
        return records;
    }

    /** Where frames were dropped that had never been forced. */
    Optional<Place> torn() {
        return Optional.ofNullable(torn);
    }
}
