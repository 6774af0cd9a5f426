package dev.assent.datasource.image;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition that holds for the rows with these keys alone.
 *
 * @param parameters how many it has
 */
public record KeyCondition(String sql, int parameters, Binding binding) {
    /** What a driver sends in one statement, the statement's own parameters aside. */
    private static final int MOST_PARAMETERS = 30_000;

    public interface Binding {
        /** @param first the index (from 1) of the first parameter */
        void bind(PreparedStatement statement, int first) throws SQLException;
    }

    /**
     * @param qualifier of the columns; may be empty
     * @throws dev.assent.model.AssentException.NotAllowed if they are too many for one statement
     */
    public static KeyCondition of(Dialect dialect, TableMeta table, String qualifier, List<Key> keys) {
        if (keys.isEmpty()) {
            return never("1 = 0");
        }
        if (dialect.listsInOneParameter()
                && table.key().size() == 1
                && isPlain(table.key().get(0))) {
            String column = name(dialect, qualifier, table.key().get(0));
            return new KeyCondition(
                    column + " = ANY (?)",
                    1,
                    (statement, first) -> statement.setObject(first, array(keys), java.sql.Types.OTHER));
        }
        int parameters = keys.size() * table.key().size();
        if (parameters > MOST_PARAMETERS) {
            throw DataSourceErrors.tooManyKeys(
                    table.name(), keys.size(), MOST_PARAMETERS / table.key().size());
        }
        return new KeyCondition(list(dialect, table, qualifier, keys.size()), parameters, (statement, first) -> {
            int index = first;
            for (Key key : keys) {
                for (Value value : key.values()) {
                    value.kind().bind(statement, index++, value.content());
                }
            }
        });
    }

    /** @param sql a condition that no row meets */
    public static KeyCondition never(String sql) {
        return new KeyCondition(sql, 0, (statement, first) -> {});
    }

    /** It holds for no row. */
    public boolean isNever() {
        return parameters == 0;
    }

    /** Both hold, the parameters of this one first. */
    public KeyCondition and(KeyCondition other) {
        return new KeyCondition(
                '(' + sql + ") AND (" + other.sql + ')', parameters + other.parameters, (statement, first) -> {
                    binding.bind(statement, first);
                    other.binding.bind(statement, first + parameters);
                });
    }

    /** Holds too where an outer join finds no row of the table. */
    public KeyCondition orNone(Dialect dialect, TableMeta table, String qualifier) {
        String column = name(dialect, qualifier, table.key().get(0));
        return new KeyCondition('(' + sql + ") OR " + column + " IS NULL", parameters, binding);
    }

    /** Without a limit. */
    static String list(Dialect dialect, TableMeta table, String qualifier, int keys) {
        List<Column> columns = table.key();
        if (columns.size() == 1) {
            String value = written(columns.get(0));
            String values = keys == 1 ? value : String.join(", ", Collections.nCopies(keys, value));
            return name(dialect, qualifier, columns.get(0)) + " IN (" + values + ')';
        }
        String one = columns.stream()
                .map(column -> name(dialect, qualifier, column) + " = " + written(column))
                .collect(Collectors.joining(" AND ", "(", ")"));
        return String.join(" OR ", Collections.nCopies(keys, one));
    }

    /** As PostgreSQL spells it; the element's type is found out from what it is compared with. */
    private static String array(List<Key> keys) {
        StringBuilder array = new StringBuilder("{");
        for (Key key : keys) {
            String text = String.valueOf(key.values().get(0).content());
            array.append(array.length() == 1 ? "\"" : ",\"")
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return array.append('}').toString();
    }

    private static boolean isPlain(Column column) {
        return column.form().filter(form -> form.write().equals("?")).isPresent()
                && column.form().filter(form -> form.kind().spellsAsDatabase()).isPresent()
                && !column.typeName().startsWith("_");
    }

    private static String written(Column column) {
        return column.form().orElseThrow().write();
    }

    private static String name(Dialect dialect, String qualifier, Column column) {
        return (qualifier.isEmpty() ? "" : qualifier + '.') + dialect.quoted(column.name());
    }
}
