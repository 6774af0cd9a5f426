package dev.assent.datasource.table;

import java.sql.DatabaseMetaData;
import java.util.Collection;
import java.util.List;

/**
 * A foreign key that refers to a table.
 *
 * @param referenced the columns referred to
 * @param table that refers, qualified and quoted, to stand in any statement
 * @param referencing its plain name
 * @param columns that refer, in the order of the others; empty if it is not one table's rows alone that refer, or to one's
 *     alone, as with partitions
 * @param updateRule of {@link DatabaseMetaData}
 * @param deleteRule of {@link DatabaseMetaData}
 */
public record ForeignKey(
        List<String> referenced,
        String table,
        String referencing,
        List<String> columns,
        short updateRule,
        short deleteRule) {
    public ForeignKey {
        referenced = List.copyOf(referenced);
        columns = List.copyOf(columns);
    }

    /** @param rest as {@link dev.assent.datasource.dialect.Dialect#factsQuery} says it */
    static ForeignKey of(String referencing, String rest) {
        String[] parts = rest.split(" ", 3);
        return new ForeignKey(
                List.of(parts[2]),
                referencing,
                referencing,
                List.of(),
                Short.parseShort(parts[0]),
                Short.parseShort(parts[1]));
    }

    /** Whether a row that refers to the changed one is changed too. */
    boolean spreads(RowChange change, Collection<Column> set) {
        return switch (change) {
            case INSERT -> false;
            case DELETE -> spreads(deleteRule);
            case UPDATE -> spreads(updateRule) && set.stream().anyMatch(changed -> referenced.contains(changed.name()));
        };
    }

    /** What becomes of a row that refers to one that is changed so, if that {@link #spreads}. */
    public RowChange inTurn(RowChange change) {
        boolean goes = change == RowChange.DELETE && deleteRule == DatabaseMetaData.importedKeyCascade;
        return goes ? RowChange.DELETE : RowChange.UPDATE;
    }

    /** Whether it is known which rows are changed along. */
    public boolean isPlain() {
        return !columns.isEmpty();
    }

    /** Whether the rows that refer then refer to what their defaults say. */
    public boolean setsDefaults(RowChange change) {
        short rule = change == RowChange.DELETE ? deleteRule : updateRule;
        return rule == DatabaseMetaData.importedKeySetDefault;
    }

    private static boolean spreads(short rule) {
        return rule == DatabaseMetaData.importedKeyCascade
                || rule == DatabaseMetaData.importedKeySetNull
                || rule == DatabaseMetaData.importedKeySetDefault;
    }
}
