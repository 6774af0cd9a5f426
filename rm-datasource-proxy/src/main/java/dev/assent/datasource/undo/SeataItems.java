package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.SeataContent.Field;
import dev.assent.datasource.undo.SeataContent.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes items of ours of Seata's statements: with the values that the tables' columns have now. */
record SeataItems(Connection connection, TableMetas metas) {
    /** @throws dev.assent.model.AssentException.NotAllowed if a row does not fit its table */
    List<UndoItem> of(List<Statement> statements) throws SQLException {
        List<UndoItem> items = new ArrayList<>();
        for (Statement statement : statements) {
            if (!statement.rows().isEmpty()) {
                items.add(item(statement, metas.of(connection, statement.table())));
            }
        }
        return items;
    }

    private UndoItem item(Statement statement, TableMeta table) throws SQLException {
        try {
            List<SeataColumn> columns = columns(statement, table);
            Image before = image(table, columns, statement.before());
            Image after = image(table, columns, statement.after());
            return statement.kind() == UndoItem.Kind.UPDATE
                    ? UndoItem.update(before, after)
                    : new UndoItem(statement.kind(), before, after);
        } catch (IllegalArgumentException e) {
            throw DataSourceErrors.unreadableOfSeata("of table " + statement.table() + ", " + e.getMessage());
        }
    }

    /** The columns of the first row, which all others must have as well; a computed one is neither compared nor written. */
    private List<SeataColumn> columns(Statement statement, TableMeta table) throws SQLException {
        Map<String, Integer> fractions = fractions(table);
        List<SeataColumn> columns = new ArrayList<>();
        for (String name : SeataContent.byName(statement.rows().get(0)).keySet()) {
            Column column = table.column(name);
            if (table.isKey(column) || !column.generated()) {
                var form = column.form()
                        .orElseThrow(
                                () -> DataSourceErrors.unsupportedType(table.name(), column.name(), column.typeName()));
                columns.add(new SeataColumn(
                        column,
                        form.kind(),
                        Optional.ofNullable(fractions.get(column.name())).orElse(0)));
            }
        }
        if (!columns.stream().map(SeataColumn::column).toList().containsAll(table.key())) {
            throw new IllegalArgumentException("a row does not hold the whole primary key");
        }
        return columns;
    }

    private Image image(TableMeta table, List<SeataColumn> columns, List<List<Field>> fields) {
        List<Row> rows = new ArrayList<>();
        for (List<Field> row : fields) {
            Map<String, Field> byName = SeataContent.byName(row);
            List<Value> values = new ArrayList<>();
            for (SeataColumn column : columns) {
                Field field = byName.get(column.column().name().toLowerCase(Locale.ROOT));
                if (field == null) {
                    throw new IllegalArgumentException(
                            "a row has no column " + column.column().name() + ", which another row has");
                }
                values.add(column.value(field.value()));
            }
            rows.add(new Row(values));
        }
        List<ImageColumn> imaged = columns.stream()
                .map(column -> new ImageColumn(
                        column.column().name(), column.kind(), table.key().indexOf(column.column()) + 1))
                .toList();
        Image image = new Image(table.name(), table.lockName(), imaged, rows);
        if (image.keys().size() != rows.size()) {
            throw new IllegalArgumentException("a primary key stands twice in an image");
        }
        return image;
    }

    /** How many digits of a second each column holds. */
    private Map<String, Integer> fractions(TableMeta table) throws SQLException {
        Dialect dialect = metas.dialect();
        List<String> name = dialect.identifiers(table.name());
        Map<String, Integer> digits = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT COLUMN_NAME, DATETIME_PRECISION"
                + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?")) {
            query.setString(1, name.get(0));
            query.setString(2, name.get(1));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    digits.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return digits;
    }
}
