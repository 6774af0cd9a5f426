package dev.assent.datasource.undo;

import dev.assent.model.AssentException;
import java.util.List;
import java.util.stream.Collectors;

/** How the undo of one branch ended. If a lock or the network was in the way, there is no result yet. */
public sealed interface UndoResult {
    /** Every row is as it was before the branch, and the undo row is gone. */
    record Undone() implements UndoResult {}

    /**
     * There was no undo row, or it was marked as finished. A row that marks the branch as finished is there now, so that
     * a local commit still on its way fails on the key.
     */
    record NothingToUndo() implements UndoResult {}

    /** There was no undo row, and this is not the database that the branch was registered by. Nothing was touched. */
    record OtherDatabase() implements UndoResult {}

    /** Somebody else has changed rows of the branch. Nothing was touched. */
    record Dirty(List<DirtyRow> rows) implements UndoResult {
        private static final int SHOWN = 20;

        public Dirty {
            rows = List.copyOf(rows);
        }

        /** One line per column; of many rows the first. */
        public String report() {
            String first = rows.stream().limit(SHOWN).map(DirtyRow::toString).collect(Collectors.joining("\n"));
            return rows.size() <= SHOWN ? first : first + "\n… and " + (rows.size() - SHOWN) + " more rows";
        }
    }

    /** The undo is not possible and will not become so by itself. Nothing was touched. */
    record Refused(AssentException reason) implements UndoResult {}
}
