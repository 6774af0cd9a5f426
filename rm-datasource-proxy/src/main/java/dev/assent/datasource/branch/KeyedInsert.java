package dev.assent.datasource.branch;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An INSERT whose driver gives back the keys of the rows it has stored, whatever its text says of them. */
record KeyedInsert(
        Dialect dialect, Connection own, LocalTransaction local, Plan.Insert plan, TableMeta table, ImageQuery query)
        implements Change {
    private static final int BLOCK = 1000;

    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Insert plan,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        ImageQuery query = InsertChange.newRows(database, tables, table, plan, execution.sql());
        return new KeyedInsert(database.dialect(), own.connection(), local, plan, table, query);
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        PreparedStatement statement = withKey(execution.asked()).prepare(own, execution.sql());
        try {
            execution.parameters().bind(statement);
            long count = statement.executeUpdate();
            return ran(execution, statement, count);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private <T> Ran<T> ran(Execution<T> execution, PreparedStatement statement, long count) throws SQLException {
        try {
            CopiedRows returned = CopiedRows.of(statement.getGeneratedKeys(), statement);
            Image stored = stored(returned);
            if (execution.asked() instanceof KeyRequest.None) {
                returned.close();
            } else {
                execution.further().keys(returned.columns(callers(execution.asked(), returned)));
            }
            return new Ran<>(execution.answer().changed().apply(count), count, Optional.of(stored));
        } catch (SQLException | RuntimeException e) {
            local.doom(e);
            throw e;
        }
    }

    @Override
    public List<UndoItem> after(Ran<?> ran) throws RowsDiffer {
        Image stored = ran.rows().orElseThrow();
        if (stored.rows().size() != ran.count()) {
            throw new RowsDiffer(table.name(), stored.rows().size(), ran.count(), false);
        }
        return stored.isEmpty() ? List.of() : List.of(UndoItem.insert(stored));
    }

    private static int callers(KeyRequest asked, CopiedRows returned) {
        if (asked instanceof KeyRequest.Names names) {
            return names.columns().size();
        }
        return asked instanceof KeyRequest.Indexes indexes ? indexes.columns().size() : returned.width();
    }

    /** What the caller asks for, with the key behind it. */
    private KeyRequest withKey(KeyRequest asked) {
        if (asked instanceof KeyRequest.All) {
            return asked; // which has the key
        }
        List<String> names = new ArrayList<>();
        if (asked instanceof KeyRequest.Names columns) {
            columns.columns()
                    .forEach(spelt ->
                            names.add(Names.column(dialect, table, spelt).name()));
        } else if (asked instanceof KeyRequest.Indexes columns) {
            columns.columns()
                    .forEach(index -> names.add(table.columns().get(index - 1).name()));
        }
        table.key().forEach(column -> names.add(column.name()));
        return new KeyRequest.Names(names);
    }

    private Image stored(CopiedRows returned) throws SQLException {
        List<List<Object>> keys = keys(returned);
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BLOCK) {
            List<List<Object>> block = keys.subList(from, Math.min(keys.size(), from + BLOCK));
            rows.addAll(
                    query.matching(own, table.name(), "", condition(block.size()), statement -> bind(statement, block))
                            .rows());
        }
        return query.nothing().with(rows);
    }

    private List<List<Object>> keys(CopiedRows returned) throws SQLException {
        List<List<Object>> keys = new ArrayList<>();
        try (ResultSet found = returned.resultSet()) {
            while (found.next()) {
                List<Object> key = new ArrayList<>();
                for (Column column : table.key()) {
                    key.add(found.getObject(column.name()));
                }
                keys.add(key);
            }
        }
        return keys;
    }

    private String condition(int rows) {
        List<String> names = table.key().stream()
                .map(column -> dialect.quoted(column.name()))
                .toList();
        if (names.size() == 1) {
            return "WHERE " + names.get(0) + " IN (" + String.join(", ", Collections.nCopies(rows, "?")) + ')';
        }
        String one = names.stream().map(name -> name + " = ?").collect(Collectors.joining(" AND ", "(", ")"));
        return "WHERE " + String.join(" OR ", Collections.nCopies(rows, one));
    }

    private static void bind(PreparedStatement statement, List<List<Object>> keys) throws SQLException {
        int index = 1;
        for (List<Object> key : keys) {
            for (Object value : key) {
                statement.setObject(index++, value);
            }
        }
    }
}
