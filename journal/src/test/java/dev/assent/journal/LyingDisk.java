package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.List;

/** Says that it has forced, and has not. */
record LyingDisk(Disk disk, boolean aboutItsFiles) implements Disk {
    static Disk aboutFiles(Disk disk) {
        return new LyingDisk(disk, true);
    }

    static Disk aboutTheDirectory(Disk disk) {
        return new LyingDisk(disk, false);
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) {
        return new LyingFile(disk.create(name));
    }

    @Override
    public DiskFile open(String name) {
        return disk.open(name);
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
        if (aboutItsFiles) {
            disk.forceDirectory();
        }
    }

    private final class LyingFile implements DiskFile {
        private final DiskFile file;

        LyingFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(long position, ByteBuffer bytes) {
            file.write(position, bytes);
        }

        @Override
        public int read(long position, ByteBuffer target) {
            return file.read(position, target);
        }

        @Override
        public void force() {
            if (!aboutItsFiles) {
                file.force();
            }
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
