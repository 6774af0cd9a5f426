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
    private boolean spaceIsLow;

    Spare(Disk disk, long epoch, long index, int size) {
        this.disk = disk;
        this.name = LogFile.segment(epoch, index);
        this.size = size;
        this.zeros = ByteBuffer.allocateDirect(Math.min(PIECE, size));
    }

    /** Whether there is less of it than this, or the disk was full when last tried. */
    boolean isBehind(long bytes) {
        return spaceIsLow || filled < Math.min(bytes, size);
    }

    /** Makes as much of it as this, unless the disk is known to be full. */
    void catchUpWith(long bytes) {
        while (!spaceIsLow && isBehind(bytes)) {
            advance();
        }
    }

    /** Adds a piece. When the disk is full all that is there is given back; returns false then. */
    boolean advance() {
        try {
            fill(Math.min(size, filled + zeros.capacity()));
            return true;
        } catch (JournalException.DiskFull e) {
            spaceIsLow = true;
            return false;
        }
    }

    boolean spaceIsLow() {
        return spaceIsLow;
    }

    /** Adds all that is missing with one force, or throws: somebody waits. */
    DiskFile finish() {
        if (filled < size) {
            fill(size);
        }
        return Objects.requireNonNull(file);
    }

    private void fill(long upTo) {
        try {
            DiskFile target = file == null ? disk.create(name) : file;
            file = target;
            for (long at = filled; at < upTo; at += zeros.limit()) {
                target.write(at, zeros.clear().limit((int) Math.min(zeros.capacity(), upTo - at)));
            }
            target.force();
            if (upTo == size) {
                disk.forceDirectory();
                spaceIsLow = false;
            }
            filled = upTo;
        } catch (JournalException.DiskFull e) {
            close();
            disk.delete(name);
            filled = 0;
            throw e;
        }
    }

    void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
