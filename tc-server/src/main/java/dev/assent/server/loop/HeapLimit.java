package dev.assent.server.loop;

/**
 * How much of the heap the state may take that a start replays. A coordinator accepts work up to its memory budget, two fifths
 * of the heap unless an operator sets it, so what it accepted always starts again in the same heap.
 *
 * @param heapBytes the largest heap of this process
 * @param mostBytes that the state may take, by the coordinator's own sizes
 */
public record HeapLimit(long heapBytes, long mostBytes) {
    private static final int USUAL_PERCENT = 60;
    private static final int MOST_PERCENT = 80;
    private static final int COLLECTORS_PERCENT = 4;

    /**
     * Three fifths of the heap, or the budget if that is more, but never more than four fifths.
     *
     * @param budget for new work, in bytes
     */
    public static HeapLimit of(long heapBytes, long budget) {
        long usual = heapBytes / 100 * USUAL_PERCENT;
        return new HeapLimit(heapBytes, Math.min(heapBytes / 100 * MOST_PERCENT, Math.max(usual, budget)));
    }

    /** Whatever the log holds is replayed. */
    public static HeapLimit none() {
        return new HeapLimit(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The heap for a state of this size, in bytes; some collectors keep a part of it for themselves. */
    static long heapFor(long stateBytes) {
        return stateBytes / (USUAL_PERCENT - COLLECTORS_PERCENT) * 100;
    }
}
