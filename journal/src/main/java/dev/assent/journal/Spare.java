package dev.assent.journal;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The next segment in the making: filled with zeros and forced piece by piece, so that nobody waits long, and its name forced
 * last. From then on {@link DiskFile#force} has data to write and no metadata.
 */
final class Spare {
    private static final int PIECE = 1 << 20;

    private final Disk disk;
    private final String name;
    private final int size;
    private final ByteBuffer zeros;
    private @Nullable DiskFile file;
    private long filled;
    private boolean ready;

    Spare(Disk disk, long epoch, long index, int size) {
        this.disk = disk;
        this.name = LogFile.segment(epoch, index);
        this.size = size;
        this.zeros = ByteBuffer.allocateDirect(Math.min(PIECE, size));
    }

    /** Whether there is as much of it as this, or all. */
    boolean has(long bytes) {
        return filled >= Math.min(bytes, size);
    }

    /** One more piece, if there is one to do. When the disk is full the file is gone again. */
    void advance() {
        if (ready) {
            return;
        }
        try {
            DiskFile target = file == null ? disk.create(name) : file;
            file = target;
            target.write(filled, zeros.clear().limit((int) Math.min(zeros.capacity(), size - filled)));
            target.force();
            filled += zeros.limit();
            if (filled == size) {
                disk.forceDirectory();
                ready = true;
            }
        } catch (JournalException.DiskFull e) {
            close();
            disk.delete(name);
            filled = 0;
            throw e;
        }
    }

    /** All that is missing at once. */
    DiskFile finish() {
        while (!ready) {
            advance();
        }
        return Objects.requireNonNull(file);
    }

    void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
