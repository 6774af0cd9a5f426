package dev.assent.journal;

import dev.assent.journal.LogFile.Kind;
import java.nio.ByteBuffer;
import java.util.List;

/** Fills one segment after the other. */
final class SegmentWriter {
    private static final int BUFFER = 1 << 20;

    private final Disk disk;
    private final int segmentBytes;
    private final long epoch;
    private final Origin origin;
    private final FrameWriter out;
    private Segment segment;
    private Spare spare;
    private long appended;
    private long durable;
    private long witnessed;
    private long lastOfFullSegments;
    private long bytesInFullSegments;

    SegmentWriter(Disk disk, int segmentBytes, long epoch, Origin origin, long sequence, Segment first) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.epoch = epoch;
        this.origin = origin;
        this.segment = first;
        this.out = new FrameWriter(first.file(), Math.min(BUFFER, segmentBytes));
        this.spare = spare(first.size() < segmentBytes);
        this.appended = sequence;
        this.durable = sequence;
        this.witnessed = sequence;
        this.lastOfFullSegments = sequence;
        out.moveTo(first.file(), Segment.FIRST_RECORD);
    }

    private Spare spare(boolean spaceIsLow) {
        return new Spare(disk, new LogFile(epoch, segment.index() + 1, Kind.SEGMENT), segmentBytes, origin, spaceIsLow);
    }

    void append(List<byte[]> records) {
        for (byte[] record : records) {
            int size = Frame.sizeOf(record.length);
            if (out.position() + size > Segment.recordsEnd(segment.size())) {
                roll(size);
            }
            put(Frame.RECORD, ByteBuffer.wrap(record));
        }
        out.flush();
        spare.catchUpWith(2 * used()); // so a full disk is known when half of the segment is left, or more
    }

    private void put(byte type, ByteBuffer body) {
        out.put(type, epoch, appended + 1, durable, body);
        appended++;
    }

    /** The next segment is there before the seal that names it, and the seal is durable before the next one has a record. */
    private void roll(int record) {
        disk.requireOwner();
        Segment next = spare.finish(record);
        out.flush();
        out.moveTo(segment.file(), Segment.sealAt(segment.size()));
        put(Frame.SEAL, ByteBuffer.allocate(0));
        out.flush();
        segment.file().force();
        durable = appended;
        lastOfFullSegments = appended;
        bytesInFullSegments += segment.size();
        segment.file().close();
        segment = next;
        spare = spare(spare.spaceIsLow());
        out.moveTo(segment.file(), Segment.FIRST_RECORD);
    }

    void force() {
        if (durable < appended) {
            segment.file().force();
            durable = appended;
            out.skipToNextSector();
        }
    }

    /** Bears witness, without a force, that what was forced last was durable, unless a later frame does already. */
    void bearWitness() {
        if (appended == durable && witnessed < appended) {
            lastWord(Frame.WITNESS);
            witnessed = appended;
        }
    }

    /** Forces everything, and the witness to it. */
    void close() {
        force();
        lastWord(Frame.CLOSED);
        force();
    }

    private void lastWord(byte type) {
        if (out.position() + Frame.sizeOf(0) <= Segment.sealAt(segment.size())) {
            put(type, ByteBuffer.allocate(0));
            out.flush();
        }
    }

    /** Whether the next segment should be larger than it is, or the disk refused that when last tried. */
    boolean isBehind() {
        return spare.isBehind(4 * used());
    }

    /** All bytes of records since the first segment, at most. */
    long bytes() {
        return bytesInFullSegments + used();
    }

    private long used() {
        return out.position() - Segment.FIRST_RECORD;
    }

    /** Forces nothing. */
    void closeFiles() {
        segment.file().close();
        spare.close();
    }

    Spare spare() {
        return spare;
    }

    long appended() {
        return appended;
    }

    long durable() {
        return durable;
    }

    long index() {
        return segment.index();
    }

    long bytesInFullSegments() {
        return bytesInFullSegments;
    }

    /** The sequence number of the last frame of the last full segment. */
    long lastOfFullSegments() {
        return lastOfFullSegments;
    }
}
