package dev.assent.journal;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next segment in the making: filled with zeros and forced piece by piece, so that no append waits long, then its
 * head, and its name forced last. From then on {@link DiskFile#force} has data to write and no metadata. When the disk
 * is full all but one piece is given back, and the segment may become that small. A file that could not be made is
 * deleted and made anew later, so an error of the disk here does not fail the journal; only if the directory cannot be
 * forced, nothing is known any more.
 */
final class Spare {
    static final int PIECE = 1 << 20;

    private final Disk disk;
    private final LogFile name;
    private final int size;
    private final Origin origin;
    private final ByteBuffer zeros;
    private @Nullable DiskFile file;
    private int filled;
    private boolean complete;
    private boolean spaceIsLow;
    private @Nullable RuntimeException trouble;

    Spare(Disk disk, LogFile name, int size, Origin origin, boolean spaceIsLow) {
        this.disk = disk;
        this.name = name;
        this.size = size;
        this.origin = origin;
        this.zeros = ByteBuffer.allocateDirect(Math.min(PIECE, size));
        this.spaceIsLow = spaceIsLow;
    }

    /** Whether there is less of it than this, or the disk refused when last tried. */
    boolean isBehind(long bytes) {
        return spaceIsLow || trouble != null || filled < Math.min(bytes, size);
    }

    /** Makes as much of it as this, unless the disk is known to refuse. */
    void catchUpWith(long bytes) {
        while (!spaceIsLow && trouble == null && isBehind(bytes)) {
            advance();
        }
    }

    /** Adds a piece. Returns false if the disk refuses it, which the next call tries again. */
    boolean advance() {
        try {
            fill(Math.min(size, filled + zeros.capacity()));
            if (filled == size) {
                putHead();
            }
            trouble = null;
        } catch (JournalException.DiskFull e) {
            refuse();
            return false;
        } catch (UncheckedIOException e) {
            trouble = e;
            drop();
            return false;
        }
        if (filled == size) {
            forceName();
            spaceIsLow = false;
        }
        return true;
    }

    /** Whether the disk had no room for the whole of it when last tried. */
    boolean spaceIsLow() {
        return spaceIsLow;
    }

    /** Why it could not be made when last tried, other than for want of room. */
    Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Adds all that is missing, or throws: somebody waits. On a full disk it may be smaller, with room for at least one record
     * of this size.
     */
    Segment finish(int record) {
        int least = Math.min(size, Math.max(zeros.capacity(), Segment.FIRST_RECORD + record + Frame.SECTOR));
        if (!spaceIsLow && filled < size) {
            try {
                fill(size);
            } catch (JournalException.DiskFull e) {
                refuse();
            }
        }
        if (filled < least) {
            fill(Frame.nextSector(least));
        }
        if (!complete) {
            putHead();
            forceName();
        }
        return new Segment(Objects.requireNonNull(file), name.index(), filled);
    }

    private void fill(long upTo) {
        DiskFile target = file == null ? create() : file;
        for (long at = filled; at < upTo; at += zeros.limit()) {
            target.write(at, zeros.clear().limit((int) Math.min(zeros.capacity(), upTo - at)));
        }
        target.force();
        filled = (int) upTo;
    }

    private DiskFile create() {
        if (trouble != null) {
            disk.delete(name.name()); // an earlier try may have left it
        }
        DiskFile made = disk.create(name.name());
        file = made;
        return made;
    }

    private void putHead() {
        FileHead head = new FileHead(filled, name.index(), 0, origin);
        DiskFile target = Objects.requireNonNull(file);
        target.write(0, Frame.single(Frame.SEGMENT_HEAD, name.epoch(), 0, 0, head.body()));
        target.force();
    }

    private void forceName() {
        disk.forceDirectory();
        complete = true;
    }

    /** Others need the room more than a segment that is larger than it must be. */
    private void refuse() {
        spaceIsLow = true;
        if (filled == zeros.capacity()) {
            return;
        }
        drop();
        try {
            fill(zeros.capacity());
        } catch (JournalException.DiskFull | UncheckedIOException e) {
            drop();
        }
    }

    private void drop() {
        close();
        filled = 0;
        try {
            disk.delete(name.name());
        } catch (UncheckedIOException e) {
            trouble = e; // it is tried again before the next one is made
        }
    }

    void close() {
        DiskFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
