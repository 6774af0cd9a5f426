package dev.assent.datasource.branch;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes rows as images show them. It changes the rows with these keys alone, and inserts no row over another. */
record RowWriter(Dialect dialect, Connection own, TableMeta table, ImageQuery query) {
    void delete(List<Key> keys) throws SQLException {
        KeyCondition condition = query.condition("", keys);
        try (PreparedStatement statement =
                own.prepareStatement("DELETE FROM " + table.name() + " WHERE " + condition.sql())) {
            condition.binding().bind(statement, 1);
            require(keys.size(), statement.executeUpdate());
        }
    }

    List<Column> changed(Row before, Row now) {
        return IntStream.range(0, table.stored().size())
                .filter(i -> !now.values().get(i).equals(before.values().get(i)))
                .mapToObj(table.stored()::get)
                .toList();
    }

    /** @param columns to be set, at least one */
    void update(Key key, Row now, List<Column> columns) throws SQLException {
        String set = columns.stream()
                .map(column -> dialect.quoted(column.name()) + " = "
                        + column.form().orElseThrow().write())
                .collect(Collectors.joining(", "));
        KeyCondition condition = query.condition("", List.of(key));
        try (PreparedStatement statement =
                own.prepareStatement("UPDATE " + table.name() + " SET " + set + " WHERE " + condition.sql())) {
            bind(
                    statement,
                    columns.stream()
                            .map(column -> now.values().get(table.stored().indexOf(column)))
                            .toList());
            condition.binding().bind(statement, columns.size() + 1);
            require(1, statement.executeUpdate());
        }
    }

    void insert(Row row) throws SQLException {
        String names = table.stored().stream()
                .map(column -> dialect.quoted(column.name()))
                .collect(Collectors.joining(", "));
        String values = table.stored().stream()
                .map(column -> column.form().orElseThrow().write())
                .collect(Collectors.joining(", "));
        try (PreparedStatement statement = own.prepareStatement("INSERT INTO " + table.name() + " (" + names + ')'
                + dialect.overriding() + " VALUES (" + values + ')')) {
            bind(statement, row.values());
            require(1, statement.executeUpdate());
        }
    }

    private static void bind(PreparedStatement statement, List<Value> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            values.get(i).kind().bind(statement, i + 1, values.get(i).content());
        }
    }

    private void require(int rows, int changed) {
        if (changed != rows) {
            throw DataSourceErrors.rowsDiffer(table.name(), rows, changed);
        }
    }
}
