package dev.assent.server.loop;

import dev.assent.server.errors.ServerErrors;
import java.util.function.LongSupplier;

/** Looks in a replay whether the state fits the heap. Beyond the limit records are counted, and no longer applied. */
final class HeapCheck {
    private static final int RECORDS_BETWEEN_LOOKS = 64;

    private final HeapLimit limit;
    private final LongSupplier stateBytes;
    private long records;
    private long appliedBytes;
    private long allBytes;
    private boolean beyond;

    /** @param stateBytes what the state takes in memory, by the coordinator's own sizes */
    HeapCheck(HeapLimit limit, LongSupplier stateBytes) {
        this.limit = limit;
        this.stateBytes = stateBytes;
    }

    /** Whether a record of this size is to be applied. */
    boolean takes(int bytes) {
        if (++records % RECORDS_BETWEEN_LOOKS == 0) {
            look();
        }
        allBytes += bytes;
        if (!beyond) {
            appliedBytes += bytes;
        }
        return !beyond;
    }

    private void look() {
        beyond = beyond || stateBytes.getAsLong() > limit.mostBytes();
    }

    /**
     * All is replayed.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if it does not fit, with the size of the heap that is needed, as the
     *     records that were applied let expect it
     */
    void requireThatAllWasTaken() {
        look();
        if (beyond) {
            double grows = (double) allBytes / Math.max(1, appliedBytes);
            long needed = HeapLimit.heapFor((long) (stateBytes.getAsLong() * grows));
            throw ServerErrors.heapTooSmall(needed, limit.heapBytes());
        }
    }
}
