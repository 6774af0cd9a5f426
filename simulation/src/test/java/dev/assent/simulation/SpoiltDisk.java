package dev.assent.simulation;

import dev.assent.journal.Disk;
import dev.assent.journal.DiskFile;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that does as it is told, but for what a mutant leaves out. */
abstract class SpoiltDisk implements Disk {
    private final Disk honest;

    SpoiltDisk(Disk honest) {
        this.honest = honest;
    }

    /** Called in place of {@code file.force()}. */
    void force(String name, DiskFile file) {
        file.force();
    }

    @Override
    public void requireOwner() {
        honest.requireOwner();
    }

    @Override
    public void forceDirectory() {
        honest.forceDirectory();
    }

    @Override
    public List<String> list() {
        return honest.list();
    }

    @Override
    public DiskFile create(String name) {
        return new SpoiltFile(name, honest.create(name));
    }

    @Override
    public DiskFile open(String name) {
        return new SpoiltFile(name, honest.open(name));
    }

    @Override
    public void rename(String from, String to) {
        honest.rename(from, to);
    }

    @Override
    public void delete(String name) {
        honest.delete(name);
    }

    private final class SpoiltFile implements DiskFile {
        private final String name;
        private final DiskFile file;

        SpoiltFile(String name, DiskFile file) {
            this.name = name;
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
            SpoiltDisk.this.force(name, file);
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
