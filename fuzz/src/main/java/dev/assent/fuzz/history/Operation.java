package dev.assent.fuzz.history;

import java.util.List;

/** One statement of a transaction that was carried out. Times are nanoseconds of one clock. */
public sealed interface Operation {
    String row();

    /** The number of the local transaction within the global one. */
    int local();

    /**
     * Adds a value to the end of a row's list. No two operations of a history add the same value.
     *
     * @param ended when the local commit had returned
     */
    record Append(String row, int local, int value, Kept kept, long ended) implements Operation {
        @Override
        public String toString() {
            return "append %d to %s (local %d, kept %s)".formatted(value, row, local, kept);
        }
    }

    /** @param locking whether it was {@code SELECT … FOR UPDATE}, a global read */
    record Read(String row, int local, List<Integer> values, boolean locking, long began, long ended)
            implements Operation {
        public Read {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "%s %s: %s (local %d)".formatted(locking ? "read for update" : "plain read of", row, values, local);
        }
    }
}
