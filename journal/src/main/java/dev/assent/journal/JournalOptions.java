package dev.assent.journal;

/**
 * How the journal divides its disk. Both may differ from start to start.
 *
 * @param segmentBytes size of one log file; default 64 MiB, at least 2 KiB. A record must fit into one, beside
 *     its first and last 512 bytes.
 * @param segmentsPerSnapshot how many full segments make a {@link Compaction} worth while; default 4
 */
public record JournalOptions(int segmentBytes, int segmentsPerSnapshot) {
    public JournalOptions {
        if (segmentBytes < 4 * Frame.SECTOR || segmentBytes % Frame.SECTOR != 0 || segmentsPerSnapshot < 1) {
            throw JournalErrors.badOptions(segmentBytes, segmentsPerSnapshot);
        }
    }

    public static JournalOptions defaults() {
        return new JournalOptions(64 << 20, 4);
    }
}
