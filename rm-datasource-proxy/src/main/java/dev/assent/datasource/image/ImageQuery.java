package dev.assent.datasource.image;

import dev.assent.datasource.dialect.ColumnFormat;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.dialect.Equality;
import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.UniqueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads images of one table. The columns must hold the whole primary key. */
public final class ImageQuery {
    private static final int BLOCK = 1000;

    private final Dialect dialect;
    private final TableMeta table;
    private final List<Column> columns;
    private final List<UniqueKey> unique;
    private final List<ImageColumn> imaged;
    private volatile @Nullable Read read;

    /** @throws dev.assent.model.AssentException.NotAllowed if a column's values cannot be restored exactly */
    public ImageQuery(Dialect dialect, TableMeta table, List<Column> columns) {
        this(dialect, table, columns, List.of());
    }

    /**
     * @param unique to be read as well
     * @throws dev.assent.model.AssentException.NotAllowed if a column's values cannot be restored exactly
     */
    public ImageQuery(Dialect dialect, TableMeta table, List<Column> columns, List<UniqueKey> unique) {
        this.dialect = dialect;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.unique = List.copyOf(unique);
        this.imaged = columns.stream()
                .map(column -> new ImageColumn(
                        column.name(), form(column).kind(), table.key().indexOf(column) + 1))
                .toList();
    }

    /** The image of no row. */
    public Image nothing() {
        return image(List.of());
    }

    /**
     * Reads what the statement's own condition finds.
     *
     * @param from the table as spelt in the statement, with its alias
     * @param qualifier what its columns are called by there, or empty
     * @param tail all that follows the table: {@code WHERE}, {@code ORDER BY}, {@code LIMIT}, the lock; may be empty
     */
    public Image matching(Connection connection, String from, String qualifier, String tail, Parameters parameters)
            throws SQLException {
        return image(rows(connection, "SELECT " + read(qualifier) + " FROM " + from + ' ' + tail, parameters));
    }

    /**
     * Reads the rows that have these keys and exist, in no particular order; a thousand per query.
     *
     * @param lock the end of each query
     */
    public Image byKeys(Connection connection, List<Key> keys, String lock) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BLOCK) {
            List<Key> block = keys.subList(from, Math.min(keys.size(), from + BLOCK));
            String sql = "SELECT " + read("") + " FROM " + table.name() + " WHERE "
                    + KeyCondition.list(dialect, table, "", block.size()) + lock;
            rows.addAll(rows(connection, sql, query -> bind(query, block)));
        }
        return image(rows);
    }

    /** The expressions that read the columns. */
    public String read(String qualifier) {
        Read known = read;
        if (known == null || !known.qualifier.equals(qualifier)) {
            known = new Read(qualifier, expressions(qualifier));
            read = known;
        }
        return known.expressions;
    }

    private String expressions(String qualifier) {
        String prefix = qualifier.isEmpty() ? "" : qualifier + '.';
        String row = qualifier.isEmpty() ? table.name() : qualifier;
        return Stream.concat(
                        columns.stream().map(column -> form(column).read(prefix + dialect.quoted(column.name()))),
                        unique.stream().map(key -> key.expression().replace(Equality.ROW, row)))
                .collect(Collectors.joining(", "));
    }

    /** How many columns {@link #read} has. */
    public int width() {
        return columns.size() + unique.size();
    }

    /** @param before how many columns stand before the columns of {@link #read} */
    public Image read(ResultSet found, int before) throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (found.next()) {
            rows.add(row(found, before));
        }
        return image(rows);
    }

    public KeyCondition condition(String qualifier, List<Key> keys) {
        return KeyCondition.of(dialect, table, qualifier, keys);
    }

    /** As {@link #condition}, and where an outer join finds no row. */
    public KeyCondition conditionOrNone(String qualifier, List<Key> keys) {
        return condition(qualifier, keys).orNone(dialect, table, qualifier);
    }

    private List<Row> rows(Connection connection, String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            parameters.bind(query);
            try (ResultSet found = query.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(row(found, 0));
                }
                return rows;
            }
        }
    }

    private Row row(ResultSet found, int before) throws SQLException {
        Value[] values = new Value[imaged.size()];
        for (int i = 0; i < values.length; i++) {
            ValueKind kind = imaged.get(i).kind();
            values[i] = new Value(kind, kind.read(found, before + i + 1));
        }
        return new Row(List.of(values), unique.isEmpty() ? Map.of() : unique(found, before));
    }

    private Map<String, String> unique(ResultSet found, int before) throws SQLException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < unique.size(); i++) {
            String value = found.getString(before + columns.size() + i + 1);
            if (value != null) {
                values.put(unique.get(i).name(), value);
            }
        }
        return values;
    }

    private static void bind(PreparedStatement query, List<Key> keys) throws SQLException {
        int index = 1;
        for (Key key : keys) {
            for (Value value : key.values()) {
                value.kind().bind(query, index++, value.content());
            }
        }
    }

    private Image image(List<Row> rows) {
        return new Image(table.name(), table.lockName(), imaged, rows);
    }

    private ColumnFormat form(Column column) {
        return column.form()
                .orElseThrow(() -> DataSourceErrors.unsupportedType(table.name(), column.name(), column.typeName()));
    }

    private record Read(String qualifier, String expressions) {}
}
