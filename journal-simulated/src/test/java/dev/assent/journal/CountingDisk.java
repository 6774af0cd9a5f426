package dev.assent.journal;

import dev.assent.journal.simulated.ForwardingDisk;
import java.nio.ByteBuffer;

/** Counts the bytes that are read. */
final class CountingDisk extends ForwardingDisk {
    private long bytesRead;

    CountingDisk(Disk disk) {
        super(disk);
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    protected DiskFile file(String name, DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public int read(long position, ByteBuffer target) {
                int count = super.read(position, target);
                bytesRead += count;
                return count;
            }
        };
    }
}
