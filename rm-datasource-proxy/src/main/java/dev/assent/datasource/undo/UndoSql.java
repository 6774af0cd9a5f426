package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statement that takes one row of an item back.
 *
 * @param set the columns whose values before come first, in order
 * @param byKey whether the key's values follow
 */
record UndoSql(String text, List<ImageColumn> set, boolean byKey) {
    static UndoSql of(UndoItem item, Dialect dialect, TableMeta table) {
        return switch (item.kind()) {
            case INSERT ->
                new UndoSql("DELETE FROM " + table.name() + " WHERE " + key(dialect, table), List.of(), true);
            case DELETE -> insert(item.before().columns(), dialect, table);
            case UPDATE -> update(item.before().columns(), dialect, table);
        };
    }

    private static UndoSql insert(List<ImageColumn> columns, Dialect dialect, TableMeta table) {
        return new UndoSql(
                "INSERT INTO " + table.name()
                        + list(columns, column -> dialect.quoted(column.name()), ", ", " (", ")")
                        + dialect.overriding()
                        + list(columns, column -> placeholder(table.column(column.name())), ", ", " VALUES (", ")"),
                columns,
                false);
    }

    private static UndoSql update(List<ImageColumn> all, Dialect dialect, TableMeta table) {
        List<ImageColumn> columns =
                all.stream().filter(column -> column.keyAt() == 0).toList();
        return new UndoSql(
                "UPDATE " + table.name()
                        + list(columns, column -> equal(dialect, table.column(column.name())), ", ", " SET ", "")
                        + " WHERE " + key(dialect, table),
                columns,
                true);
    }

    private static String key(Dialect dialect, TableMeta table) {
        return list(table.key(), column -> equal(dialect, column), " AND ", "", "");
    }

    private static String equal(Dialect dialect, Column column) {
        return dialect.quoted(column.name()) + " = " + placeholder(column);
    }

    private static String placeholder(Column column) {
        return column.form().orElseThrow().write();
    }

    private static <T> String list(List<T> all, Function<T, String> one, String between, String start, String end) {
        return all.stream().map(one).collect(Collectors.joining(between, start, end));
    }
}
