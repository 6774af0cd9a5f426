package dev.assent.journal;

import java.util.List;

/**
 * One directory with flat names: the only way in which the journal reaches storage. What has been created, renamed or
 * deleted is durable only after {@link #forceDirectory}, what has been written only after {@link DiskFile#force}.
 *
 * <p>Two threads may use a disk at once, never on the same file: the journal's, and the one that runs a {@link
 * Compaction}. Every method throws {@link java.io.UncheckedIOException} when the device does not obey, and {@link
 * JournalException.DiskFull} when it has no room.
 */
public interface Disk {
    /** The names of all files, also of files that are not the journal's, in no particular order. */
    List<String> list();

    /** A new, empty file, open for reading and writing. The name must be free. */
    DiskFile create(String name);

    /** An existing file, open for reading. */
    DiskFile open(String name);

    /** Atomic: a crash leaves the old name or the new one. {@code to} must be free. */
    void rename(String from, String to);

    /** Does nothing if there is no such file. */
    void delete(String name);

    /**
     * Looks whether this process is still the one that may write here.
     *
     * @throws JournalException.JournalFailed if another process may have taken over
     */
    void requireOwner();

    /** Makes all creations, renames and deletions so far durable. */
    void forceDirectory();
}
