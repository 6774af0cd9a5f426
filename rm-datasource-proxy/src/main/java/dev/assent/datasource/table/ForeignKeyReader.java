package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the foreign keys that refer to a table through JDBC. */
record ForeignKeyReader(Dialect dialect, DatabaseMetaData database) {
    List<ForeignKey> read(String schema, String table) throws SQLException {
        Map<List<String>, Parts> keys = new LinkedHashMap<>();
        boolean catalogs = dialect.schemasAreCatalogs();
        try (ResultSet row = database.getExportedKeys(catalogs ? schema : null, catalogs ? null : schema, table)) {
            while (row.next()) {
                List<String> name = List.of(
                        String.valueOf(row.getString(catalogs ? "FKTABLE_CAT" : "FKTABLE_SCHEM")),
                        row.getString("FKTABLE_NAME"),
                        String.valueOf(row.getString("FK_NAME")));
                short updateRule = row.getShort("UPDATE_RULE");
                short deleteRule = row.getShort("DELETE_RULE");
                Parts parts = keys.computeIfAbsent(name, key -> new Parts(updateRule, deleteRule));
                parts.referenced.put(row.getShort("KEY_SEQ"), row.getString("PKCOLUMN_NAME"));
                parts.columns.put(row.getShort("KEY_SEQ"), row.getString("FKCOLUMN_NAME"));
            }
        }
        List<ForeignKey> all = new ArrayList<>();
        keys.forEach((name, parts) -> all.add(new ForeignKey(
                List.copyOf(parts.referenced.values()),
                dialect.quoted(name.get(0)) + '.' + dialect.quoted(name.get(1)),
                name.get(1),
                List.copyOf(parts.columns.values()),
                parts.updateRule,
                parts.deleteRule)));
        return all;
    }

    /** The columns in their order within the key. */
    private static final class Parts {
        private final short updateRule;
        private final short deleteRule;
        private final Map<Short, String> referenced = new TreeMap<>();
        private final Map<Short, String> columns = new TreeMap<>();

        Parts(short updateRule, short deleteRule) {
            this.updateRule = updateRule;
            this.deleteRule = deleteRule;
        }
    }
}
