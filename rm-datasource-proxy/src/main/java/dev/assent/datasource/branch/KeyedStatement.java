package dev.assent.datasource.branch;

import dev.assent.datasource.branch.Change.Ran;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plan.Basis;
import dev.assent.datasource.plan.Plan.Part;
import dev.assent.datasource.table.TableMeta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE in its own words: the database finds and locks the rows by them, and the change is the statement with
 * the keys of these rows in its condition, so that it can change no other row.
 */
record KeyedStatement(
        Database database, Connection own, LocalTransaction local, Plan.OfOneTable plan, ImageQuery query) {
    static ImageQuery wholeRows(Database database, TableMeta table) {
        return new ImageQuery(
                database.dialect(), table, table.stored(), table.facts().uniqueKeys());
    }

    /** @param keys whether the rows may go, or get other keys */
    Image before(BoundParameters parameters, boolean keys) throws SQLException {
        return before(parameters, keys, "", List.of(), found -> query.read(found, 0));
    }

    /**
     * @param further columns behind the columns of the image, each after a comma
     * @param written the statement's own words in them; if there are any, the rows can be read twice
     */
    Image before(BoundParameters parameters, boolean keys, String further, List<Part> written, Reading reading)
            throws SQLException {
        Plan.Query rows = plan.cut().rows();
        String qualifier = plan.target().qualifier();
        String sql = rows.sql("SELECT " + query.read(qualifier) + further, "")
                + '\n'
                + database.dialect().forChange(qualifier, keys);
        int type = written.isEmpty() ? ResultSet.TYPE_FORWARD_ONLY : ResultSet.TYPE_SCROLL_INSENSITIVE;
        try (PreparedStatement statement = own.prepareStatement(sql, type, ResultSet.CONCUR_READ_ONLY)) {
            int next = parameters.bind(statement, 1, List.of(rows.start()));
            next = parameters.bind(statement, next, written);
            next = parameters.bind(statement, next, rows.from());
            parameters.bind(statement, next, List.of(rows.condition(), rows.rest()));
            try (ResultSet found = statement.executeQuery()) {
                Image image = reading.of(found);
                return plan.cut().joined() ? image.eachOnce() : image;
            }
        }
    }

    KeyCondition condition(List<Key> keys) {
        return keys.isEmpty() && plan.cut().returns()
                ? KeyCondition.never(database.dialect().neverAndNotForeseen())
                : query.condition(plan.target().qualifier(), keys);
    }

    /** @param now the statement may return the rows as they are then, if the database can */
    <T> Ran<T> run(Execution<T> execution, List<Key> keys, boolean now) throws SQLException {
        return run(execution, condition(keys), now);
    }

    /** @param now as above */
    <T> Ran<T> run(Execution<T> execution, KeyCondition condition, boolean now) throws SQLException {
        boolean asked = !(execution.asked() instanceof KeyRequest.None);
        boolean imaged = now && !asked && database.dialect().updatesReturnRows();
        String sql = sql(condition, imaged);
        if (plan.cut().returns()) {
            refuseIfNotAllRowsAreAsked(execution);
            return returned(execution, sql, condition, imaged);
        }
        try (PreparedStatement statement = execution.asked().prepare(own, sql)) {
            bind(execution.parameters(), statement, condition);
            boolean found = statement.execute();
            return ran(execution, statement, found ? statement.getResultSet() : null);
        }
    }

    RowsDiffer differ(Image before, Ran<?> ran) {
        return new RowsDiffer(
                before.table(), before.rows().size(), ran.count(), plan.cut().basis() == Basis.OTHER_ROWS);
    }

    /** The rows have changed. */
    private <T> Ran<T> ran(Execution<T> execution, PreparedStatement statement, @Nullable ResultSet returned)
            throws SQLException {
        try {
            Optional<Image> rows = returned == null ? Optional.empty() : Optional.of(query.read(returned, 0));
            long count = rows.isPresent() ? rows.get().rows().size() : statement.getUpdateCount();
            if (!(execution.asked() instanceof KeyRequest.None)) {
                execution.further().keys(CopiedRows.of(statement.getGeneratedKeys()));
            }
            return new Ran<>(execution.answer().changed().apply(count), count, rows);
        } catch (SQLException | RuntimeException e) {
            local.doom(e);
            throw e;
        }
    }

    private static void refuseIfNotAllRowsAreAsked(Execution<?> execution) throws SQLException {
        boolean keys = !(execution.asked() instanceof KeyRequest.None);
        boolean updatable = execution.driver().getResultSetConcurrency() == ResultSet.CONCUR_UPDATABLE;
        if (keys || updatable || execution.driver().getMaxRows() > 0) {
            throw Refusal.RETURNING.of(execution.sql(), keys ? "as generated keys" : "some of them, or to be updated");
        }
    }

    /** The caller gets what the statement itself returns, read to the end; the columns of the image stand behind it. */
    private <T> Ran<T> returned(Execution<T> execution, String sql, KeyCondition condition, boolean imaged)
            throws SQLException {
        PreparedStatement statement =
                own.prepareStatement(sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        try {
            bind(execution.parameters(), statement, condition);
            return ran(execution, VisibleColumns.query(statement), imaged);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** The rows have changed. */
    private <T> Ran<T> ran(Execution<T> execution, ResultSet rows, boolean imaged) throws SQLException {
        try {
            long count = rows.last() ? rows.getRow() : 0;
            rows.beforeFirst();
            int visible = rows.getMetaData().getColumnCount() - (imaged ? query.width() : 0);
            ResultSet callers = VisibleColumns.of(rows, visible);
            if (!imaged) {
                return new Ran<>(VisibleColumns.answer(execution, rows, callers), count, Optional.empty());
            }
            Image now = query.read(rows, visible);
            rows.beforeFirst();
            return new Ran<>(execution.answer().found().of(callers), count, Optional.of(now));
        } catch (SQLException | RuntimeException e) {
            local.doom(e);
            throw e;
        }
    }

    private String sql(KeyCondition keys, boolean imaged) {
        Plan.Cut cut = plan.cut();
        String returning = '\n' + cut.returning().sql();
        if (imaged) {
            String columns = query.read(plan.target().qualifier());
            returning = cut.returns() ? returning + "\n, " + columns : "\nRETURNING " + columns;
        }
        return cut.head().sql()
                + condition(keys).where('(' + keys.sql() + ')')
                + '\n'
                + cut.rest().sql()
                + returning;
    }

    /** The rows of the image are locked, so a condition that depends on the moment has found what it was to find. */
    private Part condition(KeyCondition keys) {
        return plan.cut().basis() == Basis.MOMENT && !keys.isNever()
                ? new Part("", 1, 0)
                : plan.cut().condition();
    }

    private void bind(BoundParameters parameters, PreparedStatement statement, KeyCondition keys) throws SQLException {
        Plan.Cut cut = plan.cut();
        int next = parameters.bind(statement, 1, List.of(cut.head(), condition(keys)));
        keys.binding().bind(statement, next);
        parameters.bind(statement, next + keys.parameters(), List.of(cut.rest(), cut.returning()));
    }

    interface Reading {
        Image of(ResultSet found) throws SQLException;
    }
}
