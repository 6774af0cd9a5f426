package dev.assent.datasource.branch;

import dev.assent.datasource.branch.Change.Ran;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plan.Basis;
import dev.assent.datasource.plan.Plan.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE in its own words: the database finds and locks the rows by them, and the change is the statement with
 * the keys of these rows in its condition, so that it can change no other row.
 */
record KeyedStatement(Database database, Connection own, LocalTransaction local, Plan.Keyed plan, ImageQuery query) {
    /** @param keys whether the rows may go, or get other keys */
    Image before(BoundParameters parameters, boolean keys) throws SQLException {
        Plan.Cut cut = plan.cut();
        String where = cut.condition().sql().isEmpty() ? "" : "WHERE " + cut.imaged() + '\n';
        String lock = database.dialect().forChange(plan.target().qualifier(), keys);
        return query.matching(
                own,
                cut.from().sql() + '\n',
                plan.target().qualifier(),
                where + cut.rest().sql() + '\n' + lock,
                statement -> bind(parameters, statement, List.of(cut.condition(), cut.rest())));
    }

    /** @param returned the statement may return the rows, if the database can */
    <T> Ran<T> run(Execution<T> execution, List<Key> keys, boolean returned) throws SQLException {
        KeyCondition condition = query.condition(plan.target().qualifier(), keys);
        boolean none = execution.asked() instanceof KeyRequest.None;
        boolean rows = returned && none && database.dialect().updatesReturnRows();
        String sql = rows
                ? sql(condition) + "\nRETURNING " + query.read(plan.target().qualifier())
                : sql(condition);
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
                execution.keys().accept(CopiedRows.of(statement.getGeneratedKeys()));
            }
            return new Ran<>(execution.answer().changed().apply(count), count, rows);
        } catch (SQLException | RuntimeException e) {
            local.doom(e);
            throw e;
        }
    }

    private String sql(KeyCondition keys) {
        Plan.Cut cut = plan.cut();
        String own = keepsCondition() ? "(" + cut.condition().sql() + "\n) AND " : "";
        return cut.head().sql() + "\nWHERE " + own + '(' + keys.sql() + ")\n"
                + cut.rest().sql();
    }

    /** The rows of the image are locked, so a condition that depends on the moment has found what it was to find. */
    private boolean keepsCondition() {
        return !plan.cut().condition().sql().isEmpty() && plan.cut().basis() != Basis.MOMENT;
    }

    private void bind(BoundParameters parameters, PreparedStatement statement, KeyCondition keys) throws SQLException {
        Plan.Cut cut = plan.cut();
        List<Part> before = new ArrayList<>(List.of(cut.head()));
        if (keepsCondition()) {
            before.add(cut.condition());
        }
        int next = bind(parameters, statement, before);
        keys.binding().bind(statement, next);
        bind(parameters, statement, next + keys.parameters(), cut.rest());
    }

    private static int bind(BoundParameters parameters, PreparedStatement statement, List<Part> parts)
            throws SQLException {
        int next = 1;
        for (Part part : parts) {
            next = bind(parameters, statement, next, part);
        }
        return next;
    }

    private static int bind(BoundParameters parameters, PreparedStatement statement, int first, Part part)
            throws SQLException {
        for (int i = 0; i < part.parameters(); i++) {
            parameters.bind(statement, part.firstParameter() + i, first + i);
        }
        return first + part.parameters();
    }
}
