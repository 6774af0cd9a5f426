package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a snapshot: a {@link FileHead}, the records, a foot frame (body: how many records, CRC32C of all their
 * checksums). Frames count from 0. The file is written and forced under a draft's name; the caller then renames it. So
 * a snapshot that has its name and is not whole has been damaged later.
 */
final class SnapshotFile {
    private static final int BUFFER = 1 << 16;

    private SnapshotFile() {}

    /**
     * Leaves a whole and forced draft, or a draft that will never be read.
     *
     * @return its size in bytes
     */
    static long write(Disk disk, LogFile snapshot, long lastSequence, Origin origin, SnapshotSource state) {
        try (DiskFile file = disk.create(draft(snapshot))) {
            FrameWriter out = new FrameWriter(file, BUFFER);
            Tally tally = new Tally();
            FileHead unfinished = new FileHead(0, snapshot.index(), lastSequence, origin);
            out.put(Frame.SNAPSHOT_HEAD, snapshot.epoch(), 0, 0, unfinished.body());
            state.writeTo(record -> {
                if (record.remaining() > Frame.MAX_BODY) {
                    throw JournalErrors.tooLarge(record.remaining(), Frame.MAX_BODY);
                }
                tally.add(out.put(Frame.RECORD, snapshot.epoch(), tally.count + 1, 0, record));
            });
            out.put(Frame.SNAPSHOT_FOOT, snapshot.epoch(), tally.count + 1, 0, tally.foot());
            out.flush();
            FileHead head = new FileHead(out.position(), snapshot.index(), lastSequence, origin);
            file.write(0, Frame.single(Frame.SNAPSHOT_HEAD, snapshot.epoch(), 0, 0, head.body()));
            file.force();
            return out.position();
        }
    }

    /** Hands all records to {@code replay}. */
    static Contents read(Disk disk, LogFile snapshot, RecordConsumer replay) {
        try (FrameReader in = new FrameReader(disk, snapshot.name())) {
            FileHead head = head(in, snapshot);
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
            return new Contents(tally.count, head);
        }
    }

    private static FileHead head(FrameReader in, LogFile snapshot) {
        in.otherVersion().ifPresent(version -> {
            throw JournalErrors.otherVersion(snapshot.name(), version);
        });
        FileHead head = FileHead.of(in, snapshot).orElseThrow(() -> JournalErrors.badSnapshot(snapshot.name(), 0));
        if (in.size() < head.size()) {
            throw JournalErrors.cut(snapshot.name(), in.size(), head.size());
        }
        return head;
    }

    private static Frame next(FrameReader in, LogFile snapshot, long ordinal) {
        return in.next(snapshot.epoch(), ordinal)
                .orElseThrow(() -> JournalErrors.badSnapshot(snapshot.name(), in.position()));
    }

    /** Returns once the name is durable. */
    static void publish(Disk disk, LogFile snapshot) {
        disk.rename(draft(snapshot), snapshot.name());
        disk.forceDirectory();
    }

    static String draft(LogFile snapshot) {
        return LogFile.draft(snapshot.epoch(), snapshot.index());
    }

    record Contents(long records, FileHead head) {}

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
