package dev.assent.server.record;

import dev.assent.core.Coordinator;
import dev.assent.journal.OldRecords;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes old records fewer, in as many shares as are needed for one share to fit its memory: no second copy of the state is
 * made. Each share reads all the old files, so the fewer the better: it learns how many are needed from the largest share of
 * the last time. One thread at a time.
 */
public final class SnapshotShares {
    /** About what one share may take, in bytes, whatever the heap. */
    private static final long LEAST = 16 << 20;

    private static final int OF_HEAP = 16;

    /** The state may have grown since the last time: room for a quarter more. */
    private static final double RESERVE = 1.25;

    private static final int MOST_SHARES = 4096;

    private static final int GENERATIONS = 6;

    private final Supplier<Coordinator> empty;
    private final Duration memory;
    private final long most;
    private int count = 1;
    private long largest;

    /**
     * @param empty makes a coordinator that knows nothing
     * @param memory how long it remembers what has ended
     */
    public SnapshotShares(Supplier<Coordinator> empty, Duration memory) {
        this(empty, memory, Math.max(LEAST, Runtime.getRuntime().maxMemory() / OF_HEAP));
    }

    SnapshotShares(Supplier<Coordinator> empty, Duration memory, long most) {
        this.empty = empty;
        this.memory = memory;
        this.most = most;
    }

    /** Reads the old records once for each share. */
    public void run(OldRecords old) {
        while (true) {
            try {
                int shares = count;
                long limit = shares < MOST_SHARES ? most : Long.MAX_VALUE;
                Endings endings = new Endings(memory.dividedBy(GENERATIONS));
                largest = 0;
                old.run(shares, share -> new StateShare(empty.get(), share, shares, limit, endings, this::needed));
                count = (int) Math.max(1, Math.min(shares, Math.ceil(RESERVE * largest * shares / most)));
                return;
            } catch (StateShare.TooLarge e) {
                count *= 2;
            }
        }
    }

    private void needed(long bytes) {
        largest = Math.max(largest, bytes);
    }

    int count() {
        return count;
    }
}
