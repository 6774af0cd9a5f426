package dev.assent.journal.simulated;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import java.nio.ByteBuffer;
import java.util.List;

/** Hands everything on to another disk. Tests override what they watch or spoil. */
public abstract class ForwardingDisk implements Disk {
    private final Disk disk;

    protected ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    /** Sees every file that is created or opened. */
    protected DiskFile file(String name, DiskFile file) {
        return file;
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public DiskFile create(String name) {
        return file(name, disk.create(name));
    }

    @Override
    public DiskFile open(String name) {
        return file(name, disk.open(name));
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

    /** Hands everything on to another file. */
    public abstract static class ForwardingFile implements DiskFile {
        private final DiskFile file;

        protected ForwardingFile(DiskFile file) {
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
            file.force();
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
