package dev.assent.server.loop;

import java.util.function.LongSupplier;

/** Looks in a replay whether the state fits the heap. */
final class HeapCheck {
    private static final int RECORDS_BETWEEN_LOOKS = 64;

    private final long mostBytes;
    private final LongSupplier stateBytes;
    private long records;

    /** @param stateBytes what the state takes in memory, by the coordinator's own sizes */
    HeapCheck(HeapLimit limit, LongSupplier stateBytes) {
        this.mostBytes = limit.mostBytes();
        this.stateBytes = stateBytes;
    }

    /** @throws TooSmall if the state takes more than it may */
    void replayed() {
        if (++records % RECORDS_BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /** @throws TooSmall if the state takes more than it may */
    void look() {
        if (stateBytes.getAsLong() > mostBytes) {
            throw new TooSmall();
        }
    }

    /** The heap is too small for the state. */
    static final class TooSmall extends RuntimeException {
        TooSmall() {
            super("the heap is too small for the state", null, false, false);
        }
    }
}
