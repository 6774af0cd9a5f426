package dev.assent.simulation.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What keeps try, confirm and cancel of a branch from each other, whatever order they come in and how often. */
final class FenceTable {
    private final Map<BranchKey, State> rows = new LinkedHashMap<>();

    enum State {
        TRIED,
        CONFIRMED,
        CANCELLED,
        /** The cancel came first: a try that comes now has come too late. */
        SUSPENDED
    }

    @Nullable
    State find(BranchKey branch) {
        return rows.get(branch);
    }

    void write(BranchKey branch, State state) {
        rows.put(branch, state);
    }
}
