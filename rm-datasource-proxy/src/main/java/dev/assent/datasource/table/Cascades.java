package dev.assent.datasource.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assent.datasource.dialect.Dialect;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of other tables change with a row by way of foreign keys. No image holds them, so a change that may set
 * them off is refused. Read once per table and kept as long as the tables' own descriptions.
 */
public final class Cascades {
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final Dialect dialect;
    private final Cache<String, List<ForeignKey>> byTable =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

    public Cascades(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The table that a DELETE would change too. */
    public Optional<String> ofDelete(Connection connection, TableMeta table) throws SQLException {
        return of(connection, table).stream()
                .filter(key -> spreads(key.deleteRule))
                .map(ForeignKey::referencing)
                .findFirst();
    }

    /** The table that an UPDATE of these columns would change too. */
    public Optional<String> ofUpdate(Connection connection, TableMeta table, List<Column> set) throws SQLException {
        return of(connection, table).stream()
                .filter(key -> spreads(key.updateRule))
                .filter(key -> set.stream().anyMatch(column -> column.name().equals(key.column)))
                .map(ForeignKey::referencing)
                .findFirst();
    }

    private List<ForeignKey> of(Connection connection, TableMeta table) throws SQLException {
        List<ForeignKey> known = byTable.getIfPresent(table.name());
        if (known != null) {
            return known;
        }
        List<ForeignKey> read = read(connection, dialect.identifiers(table.name()));
        byTable.put(table.name(), read);
        return read;
    }

    private List<ForeignKey> read(Connection connection, List<String> name) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String schema = name.get(name.size() - 2);
        String table = name.get(name.size() - 1);
        List<ForeignKey> keys = new ArrayList<>();
        try (ResultSet found = dialect.schemasAreCatalogs()
                ? database.getExportedKeys(schema, null, table)
                : database.getExportedKeys(null, schema, table)) {
            while (found.next()) {
                keys.add(new ForeignKey(
                        found.getString("PKCOLUMN_NAME"),
                        found.getString("FKTABLE_NAME"),
                        found.getShort("UPDATE_RULE"),
                        found.getShort("DELETE_RULE")));
            }
        }
        return List.copyOf(keys);
    }

    private static boolean spreads(short rule) {
        return rule == DatabaseMetaData.importedKeyCascade
                || rule == DatabaseMetaData.importedKeySetNull
                || rule == DatabaseMetaData.importedKeySetDefault;
    }

    /** @param column the one referred to */
    private record ForeignKey(String column, String referencing, short updateRule, short deleteRule) {}
}
