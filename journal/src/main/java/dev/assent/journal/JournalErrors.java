package dev.assent.journal;

import dev.assent.journal.JournalException.DiskFull;
import dev.assent.journal.JournalException.JournalCorrupt;
import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.JournalException.NotAllowed;

/** The error sentences of the journal. */
public final class JournalErrors {
    private JournalErrors() {}

    /** For authors of a {@link Disk}. */
    public static DiskFull diskFull(String file, Throwable cause) {
        return new DiskFull(
                "ASN-1601",
                "Expected the disk to have room for %s, but it is full: %s. Free some space."
                        .formatted(file, cause.getMessage()),
                cause);
    }

    static JournalFailed failed(String doing, Throwable cause) {
        return new JournalFailed(
                "ASN-3601",
                ("Expected the disk to %s, but it answered: %s. What it holds since the last force is unknown;"
                                + " the process must stop and recover.")
                        .formatted(doing, cause.getMessage()),
                cause);
    }

    static JournalFailed failedBefore(Throwable first) {
        return new JournalFailed(
                "ASN-3602",
                "Expected the journal to be in order, but it has failed before: %s.".formatted(first.getMessage()),
                first);
    }

    static JournalCorrupt badFrame(String file, long offset, long sequence, long durableUpTo) {
        return new JournalCorrupt(
                "ASN-4601",
                ("Expected record %d in %s at offset %d, but there is none, though a later one proves that all up to"
                                + " record %d were durable. Restore the file, or decide what to give up.")
                        .formatted(sequence, file, offset, durableUpTo));
    }

    static JournalCorrupt badSnapshot(String file, long offset) {
        return new JournalCorrupt(
                "ASN-4602",
                ("Expected snapshot %s to be whole, but at offset %d it is not. It was whole before it got its name."
                                + " Restore the file.")
                        .formatted(file, offset));
    }

    static JournalCorrupt missing(String file, String witness) {
        return new JournalCorrupt(
                "ASN-4603",
                "Expected %s to be in the data directory, but it is missing, while %s is there. Restore the file."
                        .formatted(file, witness));
    }

    static JournalCorrupt cut(String file, long bytes, long made) {
        return new JournalCorrupt(
                "ASN-4604",
                ("Expected %s to have %d bytes, as it was made, but it has %d bytes: it was cut, or copied in part."
                                + " Restore the file.")
                        .formatted(file, made, bytes));
    }

    static JournalCorrupt badHead(String file) {
        return new JournalCorrupt(
                "ASN-4605",
                ("Expected %s to begin with its head, at offset 0, but there is none. It had one before it got its first"
                                + " record. Restore the file.")
                        .formatted(file));
    }

    static JournalCorrupt unsealed(String file, String later) {
        return new JournalCorrupt(
                "ASN-4606",
                ("Expected %s to end with the frame that names the next file, but there is none, while %s is there."
                                + " Restore the file.")
                        .formatted(file, later));
    }

    static JournalCorrupt strangeName(String file) {
        return new JournalCorrupt(
                "ASN-4607",
                ("Expected every segment, snapshot and draft in the data directory to have a name that the coordinator"
                                + " gives, but found %s. Give it its name again, or move it away.")
                        .formatted(file));
    }

    static JournalCorrupt stranger(String file, String newest) {
        return new JournalCorrupt(
                "ASN-4608",
                ("Expected %s to come from the same data directory and life as %s, but it comes from another one."
                                + " Restore the directory from one copy.")
                        .formatted(file, newest));
    }

    static JournalCorrupt otherVersion(String file, int version) {
        return new JournalCorrupt(
                "ASN-4609",
                ("Expected %s to have the format of this version of Assent, but its format is number %d."
                                + " Start the version that wrote it.")
                        .formatted(file, version));
    }

    /** For authors of a {@link Disk}: what {@link Disk#requireOwner} throws. */
    public static JournalFailed takenOver(String seen) {
        return new JournalFailed(
                "ASN-3603",
                ("Expected this process to be the only one that uses the data directory, but %s. The process must stop:"
                                + " another one may have taken over.")
                        .formatted(seen),
                null);
    }

    /** For authors of a {@link DurableLog}. */
    public static JournalFailed deposed(String seen) {
        return new JournalFailed(
                "ASN-3604",
                ("Expected this process to lead its log, but %s. It must stop: what it has not answered is for the new"
                                + " leader to decide.")
                        .formatted(seen),
                null);
    }

    /** For authors of a {@link DurableLog}. */
    public static JournalFailed unknown(String seen) {
        return new JournalFailed(
                "ASN-3605",
                "Expected the log to say whether it took a batch, but %s. The process must stop: the next start knows."
                        .formatted(seen),
                null);
    }

    static NotAllowed inUse(String directory, String holder) {
        return new NotAllowed(
                "ASN-4611",
                ("Expected to be the only user of data directory %s, but process %s holds it."
                                + " Stop that process, or choose another directory.")
                        .formatted(directory, holder));
    }

    static NotAllowed tooLarge(long bytes, long most) {
        return new NotAllowed(
                "ASN-4612", "Expected a record of at most %d bytes, but it has %d bytes.".formatted(most, bytes));
    }

    static NotAllowed badOptions(int segmentBytes, int segmentsPerSnapshot) {
        return new NotAllowed(
                "ASN-4613",
                ("Expected segments of at least 2048 bytes, a multiple of %d, and at least 1 segment per snapshot,"
                                + " but got %d bytes and %d.")
                        .formatted(Frame.SECTOR, segmentBytes, segmentsPerSnapshot));
    }

    static NotAllowed misused(String expected, String seen) {
        return new NotAllowed("ASN-4614", "Expected %s, but %s.".formatted(expected, seen));
    }
}
