package dev.assent.journal;

import java.util.function.IntFunction;

/** Records that a log would like to replace by fewer. */
public interface OldRecords {
    /**
     * Replays into {@code state}, which must be new and empty, writes what it has then, and so on with the next share. The
     * records are read once for each share, so that no more of the state than a share is in memory at once.
     *
     * @param shares in how many
     * @param state takes all records, keeps what belongs to its share, and writes that; what belongs to all shares is for the
     *     one of number 0
     */
    void run(int shares, IntFunction<SnapshotBuilder> state);
}
