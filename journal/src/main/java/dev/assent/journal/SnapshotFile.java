package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a snapshot: a head frame (body: index, last sequence it stands for), the records, a foot frame (body: how many
 * records, CRC32C of all their checksums). Frames count from 0. The file is written and forced under a draft's name;
 * whoever asked for it renames it then. So a snapshot that has its name and is not whole has been damaged later.
 */
final class SnapshotFile {
    private static final int BUFFER = 1 << 16;

    private SnapshotFile() {}

    /** Leaves a whole and forced draft, or a draft that will never be read. */
    static void write(Disk disk, long epoch, long index, long lastSequence, SnapshotSource state) {
        try (DiskFile file = disk.create(LogFile.draft(epoch, index))) {
            FrameWriter out = new FrameWriter(file, BUFFER);
            Tally tally = new Tally();
            out.put(Frame.SNAPSHOT_HEAD, epoch, 0, 0, head(index, lastSequence));
            state.writeTo(record -> {
                if (record.remaining() > Frame.MAX_BODY) {
                    throw JournalErrors.tooLarge(record.remaining(), Frame.MAX_BODY);
                }
                tally.add(out.put(Frame.RECORD, epoch, tally.count + 1, 0, record));
            });
            out.put(Frame.SNAPSHOT_FOOT, epoch, tally.count + 1, 0, tally.foot());
            out.flush();
            file.force();
        }
    }

    /** Hands all records to {@code replay}. */
    static Contents read(Disk disk, LogFile snapshot, RecordConsumer replay) {
        try (FrameReader in = new FrameReader(disk, snapshot.name())) {
            Frame head = next(in, snapshot, 0);
            ByteBuffer fields = in.body(head);
            if (head.type() != Frame.SNAPSHOT_HEAD || fields.getLong() != snapshot.index()) {
                throw JournalErrors.badSnapshot(snapshot.name(), 0);
            }
            long lastSequence = fields.getLong();
            Tally tally = new Tally();
            Frame frame = next(in, snapshot, 1);
            while (frame.type() == Frame.RECORD) {
                replay.accept(in.body(frame));
                tally.add(frame.crc());
                frame = next(in, snapshot, tally.count + 1);
            }
            if (frame.type() != Frame.SNAPSHOT_FOOT || !in.body(frame).equals(tally.foot())) {
                throw JournalErrors.badSnapshot(snapshot.name(), in.position());
            }
            return new Contents(tally.count, lastSequence);
        }
    }

    private static Frame next(FrameReader in, LogFile snapshot, long ordinal) {
        return in.next(snapshot.epoch(), ordinal)
                .orElseThrow(() -> JournalErrors.badSnapshot(snapshot.name(), in.position()));
    }

    private static ByteBuffer head(long index, long lastSequence) {
        return ByteBuffer.allocate(16).putLong(index).putLong(lastSequence).flip();
    }

    /** Returns once the name is durable. */
    static void publish(Disk disk, long epoch, long index) {
        disk.rename(LogFile.draft(epoch, index), LogFile.snapshot(epoch, index));
        disk.forceDirectory();
    }

    record Contents(long records, long lastSequence) {}

    private static final class Tally {
        private final CRC32C crcs = new CRC32C();
        private long count;

        void add(int crc) {
            crcs.update(ByteBuffer.allocate(4).putInt(crc).flip());
            count++;
        }

        ByteBuffer foot() {
            return ByteBuffer.allocate(12)
                    .putLong(count)
                    .putInt((int) crcs.getValue())
                    .flip();
        }
    }
}
