package dev.assent.journal;

import java.nio.ByteBuffer;

/** An open file of a {@link Disk}; the same exceptions, and one thread at a time. */
public interface DiskFile extends AutoCloseable {
    /** Writes all that remains in {@code bytes}, at {@code position}; the file grows as needed. */
    void write(long position, ByteBuffer bytes);

    /** Fills {@code target} from {@code position}; returns how many bytes there were, fewer only at the end of the file. */
    int read(long position, ByteBuffer target);

    /**
     * Returns when all bytes written so far survive a power loss. After an error it is not known which bytes do, so it
     * must never be retried.
     */
    void force();

    /** In bytes. */
    long size();

    @Override
    void close();
}
