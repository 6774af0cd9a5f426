package dev.assent.datasource.table;

import java.util.Collection;
import java.util.Set;

/**
 * A unique key of a table. What a row has in it is locked when the row comes, goes or changes it: who undoes that takes
 * the value again, or gives it up.
 *
 * @param name as lock keys spell it
 * @param columns on which the value depends; empty if any may have a say
 * @param expression in which {@link dev.assent.datasource.dialect.Equality#ROW} stands for the row
 */
public record UniqueKey(String name, Set<String> columns, String expression) {
    /** In the place of a value: the database has no spelling for what it finds equal, so that one lock holds all rows. */
    public static final String WHOLE = "*";

    public UniqueKey {
        columns = Set.copyOf(columns);
    }

    boolean mayChangeWith(Collection<Column> changed) {
        return columns.isEmpty() || changed.stream().anyMatch(column -> columns.contains(column.name()));
    }
}
