package dev.assent.datasource.table;

import dev.assent.datasource.errors.DataSourceErrors;
import java.util.Collection;
import java.util.List;

/**
 * A table as the database describes it.
 *
 * @param name qualified and quoted, to stand in any statement
 * @param lockName as lock keys spell it: lower case, with the schema only if it is not that of the undo table
 * @param columns in the table's order
 * @param key the columns of the primary key, or of a unique one in its place, in the key's order, at least one
 * @param facts what hangs on it
 * @param stamp of this description
 */
public record TableMeta(
        String name, String lockName, List<Column> columns, List<Column> key, TableFacts facts, Stamp stamp) {
    public TableMeta {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * @param identifier without quotes and folded as the database folds it
     * @throws dev.assent.model.AssentException.NotAllowed if there is no such column
     */
    public Column column(String identifier) {
        return columns.stream()
                .filter(column -> column.name().equals(identifier))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.name().equalsIgnoreCase(identifier))
                        .findFirst())
                .orElseThrow(() -> DataSourceErrors.noColumn(name, identifier));
    }

    public boolean isKey(Column column) {
        return key.contains(column);
    }

    /** The primary key in the order of the columns, as lock keys are spelt. */
    public List<Column> keyInTableOrder() {
        return columns.stream().filter(this::isKey).toList();
    }

    /** The unique keys in which a row may have another value when a statement sets these columns. */
    public List<UniqueKey> uniqueKeysOf(Collection<Column> set) {
        List<Column> changed = touchedBy(set).stream()
                .filter(column -> !isKey(column) || set.contains(column))
                .toList();
        return facts.uniqueKeys().stream()
                .filter(key -> key.mayChangeWith(changed))
                .toList();
    }

    /** What the image of an inserted or deleted row holds: all that is not computed. */
    public List<Column> stored() {
        return columns.stream()
                .filter(column -> isKey(column) || !column.generated())
                .toList();
    }

    /** What the image of an updated row holds: the key, what the statement sets, what the database sets by itself. */
    public List<Column> touchedBy(Collection<Column> set) {
        return columns.stream()
                .filter(column -> isKey(column) || column.onUpdate() || (set.contains(column) && !column.generated()))
                .toList();
    }

    /** Whether foreign keys of another table refer to this one. */
    public boolean isReferredBy(TableMeta other) {
        String name = other.lockName.substring(other.lockName.indexOf('.') + 1);
        return facts.referencedBy().stream()
                .anyMatch(reference -> reference.referencing().equalsIgnoreCase(name));
    }

    /** Whether foreign keys may refer to one of these columns, or do. */
    public boolean referred(Collection<Column> set) {
        return set.stream()
                .anyMatch(column -> isKey(column)
                        || facts.referencedBy().stream()
                                .anyMatch(reference -> reference.referenced().contains(column.name())));
    }
}
