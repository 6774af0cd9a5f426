package dev.assent.journal;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of zeros that keeps room on the disk for the next start: a snapshot and a small segment. It grows with the state. A
 * start, or a compaction, that finds the disk full gives it up, so that what is open can be ended.
 */
final class Ballast {
    static final String NAME = "ballast";

    private final Disk disk;
    private final int piece;
    private @Nullable DiskFile file;
    private long size;
    private long wanted;
    private boolean refused;
    private @Nullable RuntimeException trouble;

    /** @param piece in which it grows, in bytes: the size of a small segment */
    Ballast(Disk disk, int piece) {
        this.disk = disk;
        this.piece = piece;
    }

    /** Room for a snapshot of this size. */
    void keepFor(long snapshotBytes) {
        wanted = (snapshotBytes / piece + 2) * piece;
    }

    boolean isBehind() {
        return size < wanted;
    }

    /** Adds a piece. Returns false if the disk refuses it, which the next call tries again. */
    boolean advance() {
        try {
            DiskFile target = file == null ? create() : file;
            target.write(size, ByteBuffer.allocate(piece));
            target.force();
            size += piece;
            refused = false;
            trouble = null;
            return true;
        } catch (JournalException.DiskFull e) {
            refused = true;
        } catch (UncheckedIOException e) {
            trouble = e;
        }
        return false;
    }

    private DiskFile create() {
        disk.delete(NAME);
        DiskFile made = disk.create(NAME);
        file = made;
        return made;
    }

    /** Whether the disk had no room for it when last tried. */
    boolean isShort() {
        return refused;
    }

    Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Lets others have the room; {@link #advance} asks for it again. */
    void giveUp() {
        close();
        size = 0;
        disk.delete(NAME);
    }

    void close() {
        DiskFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
