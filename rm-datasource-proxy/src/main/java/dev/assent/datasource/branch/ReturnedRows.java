package dev.assent.datasource.branch;

import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An INSERT that returns its rows as the database has stored them, in columns behind the columns that the caller wants: what the
 * statement returns by itself, or the generated keys. The result can be read twice.
 */
record ReturnedRows(Database database, Connection own, LocalTransaction local, Plan.Insert plan, TableMeta table) {
    private static final String LAST_INSERT_ID = "insert_id";

    /**
     * @param head the statement without what it returns
     * @param ours to be returned for us
     */
    ResultSet run(Execution<?> execution, String head, String ours) throws SQLException {
        return run(execution, head, "", "", ours);
    }

    /**
     * @param marks behind the statement's own words, with one parameter if it is not empty
     * @param run its value
     */
    ResultSet run(Execution<?> execution, String head, String marks, String run, String ours) throws SQLException {
        String callers = callers(execution.asked());
        String sql = database.dialect()
                .returning(
                        head + marks,
                        (callers.isEmpty() ? "" : callers + "\n, ") + ours,
                        plan.target().alias());
        PreparedStatement statement =
                own.prepareStatement(sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        try {
            int next = bind(execution, statement, 1, plan.head());
            if (!marks.isEmpty()) {
                statement.setString(next++, run);
            }
            bind(execution, statement, next, plan.returned());
            return VisibleColumns.query(statement);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static int bind(Execution<?> execution, PreparedStatement statement, int first, Plan.Part part)
            throws SQLException {
        for (int i = 0; i < part.parameters(); i++) {
            execution.parameters().bind(statement, part.firstParameter() + i, first + i);
        }
        return first + part.parameters();
    }

    /** Hands the caller's columns over, and closes the rows unless the caller reads them. */
    <T> T hand(Execution<T> execution, ResultSet rows, int columns, long count) throws SQLException {
        rows.beforeFirst();
        ResultSet visible = VisibleColumns.of(rows, columns);
        boolean keys = !(execution.asked() instanceof KeyRequest.None);
        if (plan.returnsRows() && !(keys && asksForColumns())) {
            return VisibleColumns.answer(execution, rows, visible); // closing them closes their statement
        }
        if (keys) {
            CopiedRows copy = CopiedRows.of(visible);
            execution.further().keys(asksForColumns() ? copy : lastInsertId(copy));
        }
        visible.close();
        return execution.answer().changed().apply(count);
    }

    /** The driver knows, if there are several rows, the first key that the database has chosen, or else the last one given. */
    private CopiedRows lastInsertId(CopiedRows ids) throws SQLException {
        CopiedRows given = ids.where(Objects::nonNull);
        if (given.size() < 2) {
            return given;
        }
        try (Statement statement = own.createStatement();
                ResultSet last = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
            last.next();
            Object chosen = last.getObject(1);
            CopiedRows first = given.where(chosen::equals);
            return first.size() > 0 ? first : given.last();
        }
    }

    private boolean asksForColumns() {
        return !database.dialect().returnsOnlyLastInsertIds();
    }

    private String callers(KeyRequest asked) {
        if (plan.returnsRows()) {
            return plan.returned().sql();
        }
        if (asked instanceof KeyRequest.None) {
            return "";
        }
        if (!asksForColumns()) {
            return "CAST("
                    + autoIncrement().stream()
                            .map(column -> database.dialect().quoted(column.name()))
                            .findFirst()
                            .orElse("NULL")
                    + " AS UNSIGNED) AS " + LAST_INSERT_ID;
        }
        if (asked instanceof KeyRequest.Names names) {
            return names.columns().stream()
                    .map(spelt -> Names.column(database.dialect(), table, spelt))
                    .map(this::name)
                    .collect(Collectors.joining(", "));
        }
        if (asked instanceof KeyRequest.Indexes indexes) {
            return indexes.columns().stream()
                    .map(index -> table.columns().get(index - 1))
                    .map(this::name)
                    .collect(Collectors.joining(", "));
        }
        return "*";
    }

    private String name(Column column) {
        return database.dialect().quoted(column.name());
    }

    private List<Column> autoIncrement() {
        return table.columns().stream().filter(Column::autoIncrement).toList();
    }
}
