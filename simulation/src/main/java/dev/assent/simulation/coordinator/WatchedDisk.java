package dev.assent.simulation.coordinator;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import dev.assent.journal.simulated.ForwardingDisk;
import java.nio.ByteBuffer;

/** Counts what one life of the coordinator does to its disk, so that a story can say where a crash fell. */
final class WatchedDisk extends ForwardingDisk {
    private long writes;
    private long unforced;
    private long forces;

    WatchedDisk(Disk disk) {
        super(disk);
    }

    /** In the words of a story. */
    String position() {
        if (writes == 0) {
            return "before it has written anything";
        }
        return unforced == 0
                ? "after fsync " + forces + ", with nothing unforced"
                : "after write " + writes + ", before " + unforced + (unforced == 1 ? " is" : " are") + " forced";
    }

    boolean hasUnforced() {
        return unforced > 0;
    }

    @Override
    protected DiskFile file(String name, DiskFile file) {
        return new WatchedFile(file);
    }

    private final class WatchedFile extends ForwardingFile {
        private long mine;

        WatchedFile(DiskFile file) {
            super(file);
        }

        @Override
        public void write(long position, ByteBuffer bytes) {
            super.write(position, bytes);
            writes++;
            unforced++;
            mine++;
        }

        @Override
        public void force() {
            super.force();
            forces++;
            unforced -= mine;
            mine = 0;
        }
    }
}
