package dev.assent.simulation.coordinator;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts what one life of the coordinator does to its disk, so that a story can say where a crash fell. */
final class WatchedDisk implements Disk {
    private final Disk disk;
    private long writes;
    private long unforced;
    private long forces;

    WatchedDisk(Disk disk) {
        this.disk = disk;
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
    public List<String> list() {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) {
        return new WatchedFile(disk.create(name));
    }

    @Override
    public DiskFile open(String name) {
        return new WatchedFile(disk.open(name));
    }

    @Override
    public void rename(String from, String to) {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public void requireOwner() {
        disk.requireOwner();
    }

    @Override
    public void forceDirectory() {
        disk.forceDirectory();
    }

    private final class WatchedFile implements DiskFile {
        private final DiskFile file;
        private long mine;

        WatchedFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(long position, ByteBuffer bytes) {
            file.write(position, bytes);
            writes++;
            unforced++;
            mine++;
        }

        @Override
        public void force() {
            file.force();
            forces++;
            unforced -= mine;
            mine = 0;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            return file.read(position, target);
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
