package dev.assent.journal;

import dev.assent.journal.JournalException.DiskFull;
import dev.assent.journal.JournalException.JournalCorrupt;
import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.JournalException.NotAllowed;

/** Every sentence of the journal. */
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
                ("Expected segments of at least 1024 bytes, a multiple of %d, and at least 1 segment per snapshot,"
                                + " but got %d bytes and %d.")
                        .formatted(Frame.SECTOR, segmentBytes, segmentsPerSnapshot));
    }

    static NotAllowed misused(String expected, String seen) {
        return new NotAllowed("ASN-4614", "Expected %s, but %s.".formatted(expected, seen));
    }
}
