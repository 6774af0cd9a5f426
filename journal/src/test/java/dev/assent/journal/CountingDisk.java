package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.List;

/** Only for reading. */
final class CountingDisk implements Disk {
    private final Disk disk;
    private long bytesRead;

    CountingDisk(Disk disk) {
        this.disk = disk;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public DiskFile open(String name) {
        DiskFile file = disk.open(name);
        return new DiskFile() {
            @Override
            public int read(long position, ByteBuffer target) {
                int count = file.read(position, target);
                bytesRead += count;
                return count;
            }

            @Override
            public void write(long position, ByteBuffer bytes) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void force() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long size() {
                return file.size();
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    @Override
    public DiskFile create(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requireOwner() {
        disk.requireOwner();
    }

    @Override
    public void forceDirectory() {
        throw new UnsupportedOperationException();
    }
}
