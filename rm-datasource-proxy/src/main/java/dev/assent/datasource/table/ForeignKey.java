package dev.assent.datasource.table;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * A foreign key that refers to a table.
 *
 * @param column the one referred to
 * @param referencing the table that refers
 */
public record ForeignKey(String column, String referencing, short updateRule, short deleteRule) {
    /** A row of {@link DatabaseMetaData#getExportedKeys}. */
    static ForeignKey of(ResultSet row) throws SQLException {
        return new ForeignKey(
                row.getString("PKCOLUMN_NAME"),
                row.getString("FKTABLE_NAME"),
                row.getShort("UPDATE_RULE"),
                row.getShort("DELETE_RULE"));
    }

    /** @param rest as {@link dev.assent.datasource.dialect.Dialect#factsQuery} says it */
    static ForeignKey of(String referencing, String rest) {
        String[] parts = rest.split(" ", 3);
        return new ForeignKey(parts[2], referencing, Short.parseShort(parts[0]), Short.parseShort(parts[1]));
    }

    /** Whether a row that refers to the changed one is changed too. */
    boolean spreads(RowChange change, Collection<Column> set) {
        return switch (change) {
            case INSERT -> false;
            case DELETE -> spreads(deleteRule);
            case UPDATE ->
                spreads(updateRule)
                        && set.stream().anyMatch(changed -> changed.name().equals(column));
        };
    }

    private static boolean spreads(short rule) {
        return rule == DatabaseMetaData.importedKeyCascade
                || rule == DatabaseMetaData.importedKeySetNull
                || rule == DatabaseMetaData.importedKeySetDefault;
    }
}
