package dev.assent.datasource.table;

import java.util.EnumSet;
import java.util.Set;

/** What a statement does to the rows of a table. */
public enum RowChange {
    INSERT,
    UPDATE,
    DELETE;

    /** What runs for it in all: the statement, and the statement that undoes it. */
    Set<RowChange> withUndo() {
        return this == UPDATE ? EnumSet.of(UPDATE) : EnumSet.of(INSERT, DELETE);
    }
}
