package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plan.Value;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An INSERT of a database that does not return its rows, nor more of their keys than the first one it has chosen. The rows
 * are read back as the database has stored them, by a condition that is made of the statement's own literals and parameters, so that the database converts both alike.
 */
record InsertChange(OwnStatements own, Execution<?> execution, ImageQuery query, NewKeys newKeys, List<Column> back)
        implements Change {
    static Change of(
            Database database,
            OwnStatements own,
            Tables tables,
            Plan.Insert plan,
            Plan.NewRows rows,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        NewKeys keys = database.shapes().newKeys().of(plan, table, () -> NewKeys.of(database, table, rows));
        return new InsertChange(
                own,
                execution,
                newRows(database, tables, table, plan, execution.sql()),
                keys,
                keys.comeBack(execution.sql(), execution.parameters()));
    }

    /** @throws dev.assent.model.AssentException.NotAllowed if new rows could not be taken away again */
    static ImageQuery newRows(Database database, Tables tables, TableMeta table, Plan.Insert plan, String sql) {
        return tables.forChange(database.shapes().inserts(), plan, table, () -> {
            tables.requireUndoable(sql, table, RowChange.INSERT, List.of());
            return new ImageQuery(
                    database.dialect(), table, table.stored(), table.facts().uniqueKeys());
        });
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        own.refuseIfCancelled();
        T result = execution.run().with(newKeys.merged(execution.asked()));
        return new Ran<>(result, execution.count(result), Optional.empty());
    }

    @Override
    public List<UndoItem> after(Ran<?> ran) throws SQLException, RowsDiffer {
        long count = ran.count();
        int rows = newKeys.given().rows().size();
        List<List<Object>> returned = back.isEmpty() ? List.of() : returned(rows);
        Image after = query.matching(
                own.connection(),
                newKeys.table().name(),
                "",
                condition() + newKeys.database().dialect().again(),
                statement -> bind(statement, returned));
        if (count != rows || after.rows().size() != rows) {
            throw new RowsDiffer(
                    after.table(), rows, count == rows ? after.rows().size() : count, false);
        }
        return List.of(UndoItem.insert(after));
    }

    private List<List<Object>> returned(int rows) throws SQLException {
        CopiedRows copy = CopiedRows.of(execution.driver().getGeneratedKeys());
        execution.further().keys(copy);
        List<List<Object>> keys = new ArrayList<>();
        try (ResultSet found = copy.resultSet()) {
            while (found.next()) {
                keys.add(List.of(found.getObject(1)));
            }
        }
        if (keys.size() == 1 && rows > 1) {
            return following(((Number) keys.get(0).get(0)).longValue(), rows);
        }
        if (keys.size() != rows) {
            throw DataSourceErrors.keysNotReturned(newKeys.table().name(), rows, keys.size());
        }
        return keys;
    }

    /**
     * MariaDB's driver returns the first key alone. All rows of one INSERT whose number is known before it runs get
     * keys at even distances, whatever the lock mode, as long as none of them brings its own; that is refused.
     */
    private List<List<Object>> following(long first, int rows) throws SQLException {
        try (Statement statement = own.connection().createStatement();
                ResultSet found = statement.executeQuery("SELECT @@SESSION.auto_increment_increment")) {
            found.next();
            long step = found.getLong(1);
            return LongStream.range(0, rows)
                    .mapToObj(i -> List.<Object>of(first + i * step))
                    .toList();
        }
    }

    private String condition() {
        if (newKeys.table().key().size() == 1) {
            return IntStream.range(0, newKeys.given().rows().size())
                    .mapToObj(row -> text(row, 0))
                    .collect(Collectors.joining(", ", "WHERE " + name(0) + " IN (", ")"));
        }
        return IntStream.range(0, newKeys.given().rows().size())
                .mapToObj(this::condition)
                .collect(Collectors.joining(" OR ", "WHERE ", ""));
    }

    private String condition(int row) {
        return IntStream.range(0, newKeys.table().key().size())
                .mapToObj(i -> name(i) + " = " + text(row, i))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    private String text(int row, int keyColumn) {
        boolean literal = newKeys.value(row, keyColumn) instanceof Value.Literal && !isBack(keyColumn);
        return literal ? ((Value.Literal) newKeys.value(row, keyColumn)).sql() : "?";
    }

    private void bind(PreparedStatement statement, List<List<Object>> returned) throws SQLException {
        int index = 1;
        for (int row = 0; row < newKeys.given().rows().size(); row++) {
            for (int i = 0; i < newKeys.table().key().size(); i++) {
                if (isBack(i)) {
                    statement.setObject(
                            index++,
                            returned.get(row)
                                    .get(back.indexOf(newKeys.table().key().get(i))));
                } else if (newKeys.value(row, i) instanceof Value.Parameter parameter) {
                    execution.parameters().bind(statement, parameter.index(), index++);
                }
            }
        }
    }

    private String name(int keyColumn) {
        return newKeys.database()
                .dialect()
                .quoted(newKeys.table().key().get(keyColumn).name());
    }

    private boolean isBack(int keyColumn) {
        return back.contains(newKeys.table().key().get(keyColumn));
    }
}
