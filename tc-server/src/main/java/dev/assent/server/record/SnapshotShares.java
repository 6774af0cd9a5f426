package dev.assent.server.record;

import dev.assent.core.Coordinator;
import dev.assent.journal.OldRecords;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes old records fewer, in as many shares as are needed for one share to fit its memory: no second copy of the state is made. It
 * learns how many are needed. One thread at a time.
 */
public final class SnapshotShares {
    /** About what one share may take, in bytes. */
    private static final long MOST = 16 << 20;

    private static final int MOST_SHARES = 4096;

    private static final int GENERATIONS = 6;

    private final Supplier<Coordinator> empty;
    private final Duration memory;
    private final long most;
    private int count = 1;

    /**
     * @param empty makes a coordinator that knows nothing
     * @param memory how long it remembers what has ended
     */
    public SnapshotShares(Supplier<Coordinator> empty, Duration memory) {
        this(empty, memory, MOST);
    }

    SnapshotShares(Supplier<Coordinator> empty, Duration memory, long most) {
        this.empty = empty;
        this.memory = memory;
        this.most = most;
    }

    /** Reads the old records once for each share. */
    public void run(OldRecords old) {
        count = Math.max(1, count / 2); // the state may have become smaller
        while (true) {
            try {
                int shares = count;
                long limit = shares < MOST_SHARES ? most : Long.MAX_VALUE;
                Endings endings = new Endings(memory.dividedBy(GENERATIONS));
                old.run(shares, share -> new StateShare(empty.get(), share, shares, limit, endings));
                return;
            } catch (StateShare.TooLarge e) {
                count *= 2;
            }
        }
    }

    int count() {
        return count;
    }
}
