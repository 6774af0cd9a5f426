package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the segments that follow a snapshot, to the last record that can have been appended after all others. */
final class Segments {
    private final Disk disk;
    private final LogFile snapshot;
    private final RecordConsumer replay;
    private long sequence;
    private long records;
    private @Nullable Place lastEnd;
    private @Nullable Place bad;
    private @Nullable Place torn;

    Segments(Disk disk, LogFile snapshot, long lastSequence, RecordConsumer replay) {
        this.disk = disk;
        this.snapshot = snapshot;
        this.sequence = lastSequence;
        this.replay = replay;
    }

    /** Offset {@code offset} of file {@code file}. */
    record Place(String file, long offset) {}

    /**
     * A segment is made only when its predecessor's name is durable, and deleted only when a snapshot stands for it. So one
     * that is missing before another was lost. A bad frame, in contrast, is what a crash leaves of records that were never
     * forced, unless a later frame of the epoch bears witness that they were.
     */
    void read(List<LogFile> files) {
        List<LogFile> segments = files.stream()
                .filter(f -> f.kind() == Kind.SEGMENT && f.epoch() == snapshot.epoch() && f.index() >= snapshot.index())
                .sorted(Comparator.comparingLong(LogFile::index))
                .toList();
        long expected = snapshot.index();
        for (LogFile segment : segments) {
            if (segment.index() != expected++) {
                throw JournalErrors.missing(LogFile.segment(snapshot.epoch(), expected - 1), segment.name());
            }
            read(segment);
        }
        if (segments.isEmpty()) {
            throw JournalErrors.missing(LogFile.segment(snapshot.epoch(), expected), snapshot.name());
        }
    }

    private void read(LogFile segment) {
        try (FrameReader in = new FrameReader(disk, segment.name())) {
            Optional<Frame> frame = in.next(snapshot.epoch(), sequence + 1);
            if (frame.isPresent()) {
                bad = null; // the end that was found before was only the segment's
                torn = null;
            } else if (bad == null) {
                bad = new Place(segment.name(), 0);
            }
            while (frame.isPresent()) {
                sequence++;
                if (frame.get().type() == Frame.RECORD) {
                    records++;
                    replay.accept(in.body(frame.get()));
                }
                frame = in.next(snapshot.epoch(), sequence + 1);
            }
            lookBehind(in, new Place(segment.name(), in.position()));
        }
    }

    private void lookBehind(FrameReader in, Place end) {
        Place first = bad == null ? end : bad;
        Place before = lastEnd == null || first.offset() > 0 ? first : lastEnd;
        in.proofThatDurable(snapshot.epoch(), sequence + 1).ifPresent(proof -> {
            Place place = proof.offset() == 0 ? before : first; // the record was lost, not the place behind it
            throw JournalErrors.badFrame(place.file(), place.offset(), sequence + 1, proof.durableUpTo());
        });
        if (!in.restIsBlank()) {
            bad = first;
            torn = first;
        }
        lastEnd = end;
    }

    /** Where the records ended. */
    Place end() {
        return Objects.requireNonNull(lastEnd);
    }

    /** Of the last record, or of the snapshot if there is none. */
    long sequence() {
        return sequence;
    }

    long records() {
        return records;
    }

    Optional<Place> torn() {
        return Optional.ofNullable(torn);
    }
}
