package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement that inserts some rows and changes others. The database says of each row which it was. If it has changed one
 * that was not locked and read before, all is taken back, the row is locked and read, and the statement runs again.
 */
final class UpsertChange extends TriedChange {
    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    private static final int FIRST_TO_RETURN_MERGED_ROWS = 17;

    private final ReturnedRows statement;
    private final RowMarks marks;

    private UpsertChange(
            Database database,
            Connection own,
            LocalTransaction local,
            Tables tables,
            TableMeta table,
            Plan.Insert plan) {
        super(database, own, local, tables, table);
        this.statement = new ReturnedRows(database, own, local, plan, table);
        this.marks = marks(plan);
    }

    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Insert plan,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        tables.requireUndoable(execution.sql(), table, RowChange.INSERT, List.of());
        tables.requireUndoable(execution.sql(), table, RowChange.UPDATE, List.of());
        if (plan.deletes()) {
            tables.requireUndoable(execution.sql(), table, RowChange.DELETE, List.of());
        }
        boolean merges = plan.whenThere() == Plan.WhenThere.MERGE;
        if (merges && own.connection().getMetaData().getDatabaseMajorVersion() < FIRST_TO_RETURN_MERGED_ROWS) {
            throw Refusal.MERGE.of(execution.sql(), "PostgreSQL says which rows from version 17 on");
        }
        return new UpsertChange(database, own.connection(), local, tables, table, plan);
    }

    private RowMarks marks(Plan.Insert plan) {
        String qualifier = plan.target().qualifier();
        if (plan.whenThere() == Plan.WhenThere.CHANGE_DUPLICATE) {
            return new RowMarks.Variable(table.key().stream()
                    .map(column -> qualifier + '.' + database.dialect().quoted(column.name()))
                    .toList());
        }
        return plan.whenThere() == Plan.WhenThere.MERGE
                ? new RowMarks.Expression("merge_action()")
                : RowMarks.Expression.rowVersion(qualifier);
    }

    @Override
    <T> T tried(Execution<T> execution) throws SQLException {
        try {
            return imaged(execution);
        } catch (SQLException e) {
            if (FEATURE_NOT_SUPPORTED.equals(e.getSQLState())) {
                takeBack();
                throw Refusal.UPSERT.of(execution.sql(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private <T> T imaged(Execution<T> execution) throws SQLException {
        Image there = query.nothing();
        for (int tries = 0; ; ) {
            String run = UUID.randomUUID().toString();
            ResultSet rows = returned(execution, run);
            Optional<MarkedRows> read = read(rows, run);
            if (read.isPresent() && there.keys().containsAll(read.get().changed())) {
                return kept(execution, rows, read.get(), there);
            }
            VisibleColumns.close(rows);
            takeBack();
            if (read.isEmpty()) {
                setUp();
            } else {
                there = locked(there, read.get().changed());
                refuseIfFutile(execution, ++tries, read.get(), there);
            }
        }
    }

    private ResultSet returned(Execution<?> execution, String run) throws SQLException {
        List<String> ours = new ArrayList<>(marks.returned());
        ours.add(query.read(statement.plan().target().qualifier()));
        ResultSet rows = statement.run(
                execution, statement.plan().head().sql(), marks.inStatement(), run, String.join(", ", ours));
        changes();
        return rows;
    }

    /** Nothing if the marks have to be set up first. */
    private Optional<MarkedRows> read(ResultSet rows, String run) throws SQLException {
        int columns = columns(rows);
        List<Row> found = query.read(rows, columns + marks.returned().size()).rows();
        MarkedRows marked = new MarkedRows(query.nothing());
        rows.beforeFirst();
        for (Row row : found) {
            rows.next();
            List<@Nullable String> returned = new ArrayList<>();
            for (int i = 1; i <= marks.returned().size(); i++) {
                returned.add(rows.getString(columns + i));
            }
            Optional<RowChange> what = marks.of(run, returned);
            if (what.isEmpty()) {
                return Optional.empty();
            }
            marked.add(row, what.get());
        }
        return Optional.of(marked);
    }

    private int columns(ResultSet rows) throws SQLException {
        return rows.getMetaData().getColumnCount() - marks.returned().size() - query.width();
    }

    private <T> T kept(Execution<T> execution, ResultSet rows, MarkedRows found, Image there) throws SQLException {
        if (found.contradicts(there)) {
            throw DataSourceErrors.rowsDiffer(table.name(), there.rows().size(), found.size());
        }
        readAgainIfLeftAsTheyWere(found, there);
        List<UndoItem> items = found.items(there);
        for (UndoItem item : items) {
            requireUndoable(execution, item);
        }
        done(items);
        boolean doubled = database.dialect().countsChangedRowsTwice();
        long count = doubled ? found.doubled(there, leftAsItWas()) : found.size();
        return statement.hand(execution, rows, columns(rows), count);
    }

    /**
     * MariaDB returns a column that it sets at each UPDATE with its new value also if it then leaves the row as it was, since no
     * other column has another value.
     */
    private void readAgainIfLeftAsTheyWere(MarkedRows found, Image there) throws SQLException {
        Set<String> setByTheDatabase = table.columns().stream()
                .filter(Column::onUpdate)
                .map(Column::name)
                .collect(Collectors.toSet());
        List<Key> open = found.changedOnlyIn(setByTheDatabase, there);
        if (!open.isEmpty()) {
            found.correct(query.byKeys(own, open, database.dialect().again()));
        }
    }

    /** Columns that have other values now. */
    private void requireUndoable(Execution<?> execution, UndoItem item) {
        if (item.kind() != UndoItem.Kind.UPDATE) {
            return;
        }
        List<Column> changed = item.after().columns().stream()
                .map(ImageColumn::name)
                .map(table::column)
                .filter(column -> !table.isKey(column))
                .toList();
        changed.stream().filter(Column::identityAlways).findFirst().ifPresent(column -> {
            throw DataSourceErrors.identityAlways(table.name(), column.name());
        });
        tables.requireUndoable(execution.sql(), table, RowChange.UPDATE, changed);
    }

    private Image locked(Image there, Set<Key> changed) throws SQLException {
        Set<Key> keys = new LinkedHashSet<>(there.keys());
        keys.addAll(changed);
        boolean mayGo = statement.plan().deletes();
        return query.byKeys(own, List.copyOf(keys), database.dialect().forChange(table.name(), mayGo));
    }

    /** A row that was changed and is not there has got its key by the change. */
    private void refuseIfFutile(Execution<?> execution, int tries, MarkedRows found, Image there) {
        if (tries < LocalTransactionRetry.TRIES_FOR_SAME_ROWS) {
            return;
        }
        throw there.keys().containsAll(found.changed())
                ? DataSourceErrors.rowsCameBetween(table.name())
                : Refusal.KEY_CHANGE.of(execution.sql(), "");
    }

    private void setUp() throws SQLException {
        try (Statement statement = own.createStatement()) {
            statement.execute(marks.setUp());
        }
    }

    private int leftAsItWas() throws SQLException {
        return own.getMetaData().getURL().contains("useAffectedRows=true") ? 0 : 1;
    }
}
