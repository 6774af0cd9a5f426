package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.dialect.Folding;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.table.TableFacts.Hindrance;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one table's description through JDBC. */
final class TableReader {
    private static final String FUNCTION = "UNKNOWN_FUNCTION";

    private final Dialect dialect;
    private final LockSpace space;
    private final Connection connection;

    TableReader(Dialect dialect, String undoTable, Connection connection) {
        this.dialect = dialect;
        this.space = new LockSpace(dialect, undoTable, connection);
        this.connection = connection;
    }

    /** Reads it whole only if the stamp, or what else it depends on, is another one. */
    Read again(String spelt, Read known) throws SQLException {
        String beside = known.beside.orElse(null);
        boolean same = beside != null
                && known.table.facts().otherSpace().isEmpty()
                && known.table.stamp().isStill(connection, beside)
                && space.refusal(known.schema, known.name, known.home).isEmpty();
        Read now = same ? known : read(spelt);
        boolean equal = known.table.equals(now.table); // compared at once with what was made of it
        return equal ? new Read(known.table, now.schema, now.name, now.home, now.beside) : now;
    }

    Read read(String spelt) throws SQLException {
        List<String> parts = dialect.identifiers(spelt);
        String defaultSchema = dialect.schemasAreCatalogs() ? connection.getCatalog() : connection.getSchema();
        Optional<Relation> relation = relation(spelt);
        String schema =
                relation.map(Relation::schema).orElse(parts.size() == 1 ? defaultSchema : parts.get(parts.size() - 2));
        String plain = relation.map(Relation::name).orElse(parts.get(parts.size() - 1));
        Stamp stamp = Stamp.of(dialect, connection, spelt, schema, plain);
        Optional<String> beside = stamp.beside(connection);
        Found table = find(schema, plain);
        if (table.columns.isEmpty()) {
            throw DataSourceErrors.noTable(spelt, "schema " + schema);
        }
        Relation locked = relation.map(Relation::root).orElse(new Relation(schema, table.name, null));
        List<Column> key = key(schema, table);
        if (key.isEmpty() && locked.name.equals(table.name)) {
            key = uniqueKey(schema, table);
        }
        if (key.isEmpty()) {
            throw DataSourceErrors.noPrimaryKey(spelt);
        }
        if (!table.name.equals(plain)) { // in other letters
            stamp = Stamp.of(dialect, connection, spelt, schema, table.name);
            beside = stamp.beside(connection);
            table = find(schema, table.name);
        }
        String home = space.home(defaultSchema);
        String lockName = locked.schema.equals(home) ? locked.name : locked.schema + '.' + locked.name;
        TableMeta meta = new TableMeta(
                dialect.quoted(schema) + '.' + dialect.quoted(table.name),
                lockName.toLowerCase(Locale.ROOT),
                table.columns,
                key,
                facts(schema, table.name, home),
                stamp);
        return new Read(meta, schema, table.name, home, beside);
    }

    /** What the database itself takes the name for; empty if the dialect has no way to ask, or there is no such table. */
    private Optional<Relation> relation(String spelt) throws SQLException {
        if (dialect.relationQuery().isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement query =
                connection.prepareStatement(dialect.relationQuery().get())) {
            query.setString(1, spelt);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Relation(
                                row.getString(1),
                                row.getString(2),
                                new Relation(row.getString(3), row.getString(4), null)))
                        : Optional.empty();
            }
        }
    }

    private TableFacts facts(String schema, String table, String home) throws SQLException {
        List<Trigger> triggers = new ArrayList<>();
        List<Hindrance> hindrances = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        List<ForeignKey> referencedBy =
                new ArrayList<>(new ForeignKeyReader(dialect, connection.getMetaData()).read(schema, table));
        if (space.isOurs(schema, table, home)) {
            hindrances.add(new Hindrance(Refusal.OWN_TABLE, table));
        }
        String facts = dialect.factsQuery();
        try (PreparedStatement query = connection.prepareStatement(facts)) {
            long parameters = facts.chars().filter(c -> c == '?').count();
            for (int i = 1; i <= parameters; i++) {
                query.setString(i, i % 2 == 1 ? schema : table);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String detail = String.valueOf(row.getString(2));
                    switch (row.getString(1)) {
                        case Dialect.TRIGGER -> triggers.add(new Trigger(detail, changes(row.getString(3))));
                        case Dialect.REFERENCE -> referencedBy.add(ForeignKey.of(detail, row.getString(3)));
                        case FUNCTION -> functions.add(detail.toLowerCase(Locale.ROOT));
                        default -> hindrances.add(new Hindrance(Refusal.valueOf(row.getString(1)), detail));
                    }
                }
            }
        }
        return new TableFacts(
                space.refusal(schema, table, home),
                hindrances,
                functions,
                triggers,
                referencedBy,
                new UniqueKeyReader(dialect, connection).read(schema, table));
    }

    private static Set<RowChange> changes(String events) {
        Set<RowChange> changes = EnumSet.noneOf(RowChange.class);
        for (RowChange change : RowChange.values()) {
            if (events.contains(change.name())) {
                changes.add(change);
            }
        }
        return changes;
    }

    private Found find(String schema, String name) throws SQLException {
        Found exact = columns(schema, name, false);
        boolean mayDiffer = exact.columns.isEmpty() && dialect.folding() != Folding.LOWER;
        return mayDiffer && !connection.getMetaData().supportsMixedCaseIdentifiers()
                ? columns(schema, name, true)
                : exact;
    }

    private Found columns(String schema, String name, boolean anyCase) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        List<Described> described = new ArrayList<>();
        String found = name;
        String pattern = anyCase ? "%" : escaped(name);
        try (ResultSet row = dialect.schemasAreCatalogs()
                ? database.getColumns(schema, null, pattern, "%")
                : database.getColumns(null, escaped(schema), pattern, "%")) {
            while (row.next()) {
                String table = row.getString("TABLE_NAME");
                if (table.equals(name) || (anyCase && table.equalsIgnoreCase(name))) {
                    found = table;
                    described.add(Described.of(row));
                }
            }
        }
        Map<String, Details> details = described.isEmpty() ? Map.of() : details(schema, found);
        return new Found(
                found,
                described.stream()
                        .map(column -> column(column, details.getOrDefault(column.name, Details.NONE)))
                        .toList());
    }

    private Column column(Described column, Details details) {
        String type = details.type == null || details.type.isEmpty() ? column.type : details.type;
        return new Column(
                column.name,
                column.jdbcType,
                column.type,
                column.nullable,
                column.autoIncrement,
                column.generated,
                details.onUpdate,
                details.identityAlways,
                details.type == null ? Optional.empty() : dialect.form(column.jdbcType, type));
    }

    private Map<String, Details> details(String schema, String table) throws SQLException {
        Map<String, Details> details = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(dialect.columnsQuery())) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    details.put(row.getString(1), new Details(row.getString(2), row.getBoolean(3), row.getBoolean(4)));
                }
            }
        }
        return details;
    }

    private List<Column> key(String schema, Found table) throws SQLException {
        Map<Short, Column> key = new TreeMap<>();
        String catalog = dialect.schemasAreCatalogs() ? schema : null;
        try (ResultSet row =
                connection.getMetaData().getPrimaryKeys(catalog, catalog == null ? schema : null, table.name)) {
            while (row.next()) {
                key.put(row.getShort("KEY_SEQ"), table.column(row.getString("COLUMN_NAME")));
            }
        }
        return new ArrayList<>(key.values());
    }

    /** Not that of a partition: its table need not have it. */
    private List<Column> uniqueKey(String schema, Found table) throws SQLException {
        Set<String> nullable = table.columns.stream()
                .filter(Column::nullable)
                .map(Column::name)
                .collect(Collectors.toSet());
        return new UniqueKeyReader(dialect, connection)
                .inPlaceOfPrimary(schema, table.name, nullable).stream()
                        .map(table::column)
                        .toList();
    }

    private String escaped(String name) throws SQLException {
        @Nullable String escape = connection.getMetaData().getSearchStringEscape();
        return escape == null || escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    /**
     * What was read of a table.
     *
     * @param home the schema whose tables are locked by their plain names
     * @param beside what its description depends on beside the stamp; empty if the whole of it must be read to know that
     */
    record Read(TableMeta table, String schema, String name, String home, Optional<String> beside) {}

    /** @param root the table that it is a partition of, or itself; null of a root */
    private record Relation(
            String schema, String name, @Nullable Relation root) {}

    /** As JDBC describes a column. */
    private record Described(
            String name, int jdbcType, String type, boolean nullable, boolean autoIncrement, boolean generated) {
        static Described of(ResultSet row) throws SQLException {
            return new Described(
                    row.getString("COLUMN_NAME"),
                    row.getInt("DATA_TYPE"),
                    row.getString("TYPE_NAME"),
                    !"NO".equals(row.getString("IS_NULLABLE")),
                    "YES".equals(row.getString("IS_AUTOINCREMENT")),
                    "YES".equals(row.getString("IS_GENERATEDCOLUMN")));
        }
    }

    /** What the catalogue adds: see {@link Dialect#columnsQuery}. */
    private record Details(@Nullable String type, boolean onUpdate, boolean identityAlways) {
        static final Details NONE = new Details("", false, false);
    }

    private record Found(String name, List<Column> columns) {
        Column column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> DataSourceErrors.noColumn(this.name, name));
        }
    }
}
