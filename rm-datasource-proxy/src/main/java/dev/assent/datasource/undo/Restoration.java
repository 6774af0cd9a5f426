package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import dev.assent.model.AssentException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes back a branch's changes inside a running local transaction. What to do is decided per row, on what all
 * statements together did to it; it is done statement by statement from the last to the first, so that unique and
 * foreign keys hold on the way back as they did on the way there; or else in any order in which they do.
 */
final class Restoration {
    private final Connection connection;
    private final TableMetas metas;
    private final List<UndoItem> items;
    private final Map<String, Map<Key, NetChange>> changes;
    private final Map<String, ImageQuery> queries = new LinkedHashMap<>();
    private final Map<String, Set<Key>> ours = new LinkedHashMap<>();

    Restoration(Connection connection, TableMetas metas, List<UndoItem> items) throws SQLException {
        this.connection = connection;
        this.metas = metas;
        this.items = new SharedRows(connection, metas).ofWholeTables(items);
        this.changes = NetChange.of(this.items);
    }

    /**
     * @return the rows that somebody else has changed; if there are any, nothing was written
     * @throws dev.assent.model.AssentException.NotAllowed if it cannot be done; the caller rolls back
     */
    List<DirtyRow> run() throws SQLException {
        List<DirtyRow> dirt = new ArrayList<>();
        for (String table : changes.keySet()) {
            queries.put(table, query(table));
            dirt.addAll(look(table));
        }
        if (dirt.isEmpty()) {
            refuseIfOthersFollow();
        }
        if (dirt.isEmpty() && !rows(change -> !change.isEmpty()).isEmpty()) {
            restore();
        }
        return dirt;
    }

    private List<DirtyRow> look(String table) throws SQLException {
        Map<Key, NetChange> rows = changes.getOrDefault(table, Map.of());
        Map<Key, RowState> now = now(table, List.copyOf(rows.keySet()));
        Set<Key> undo = ours.computeIfAbsent(table, name -> new HashSet<>());
        List<DirtyRow> dirt = new ArrayList<>();
        for (NetChange change : rows.values()) {
            RowState current = now.getOrDefault(change.key(), RowState.absent());
            change.dirt(current).ifPresent(dirt::add);
            if (change.after().agreesWith(current)) {
                undo.add(change.key());
            }
        }
        return dirt;
    }

    private void refuseIfOthersFollow() throws SQLException {
        Bystanders others = new Bystanders(connection, metas, ours);
        for (UndoItem item : items) {
            others.refuseIfSome(metas.of(connection, item.before().table()), item);
        }
    }

    private void restore() throws SQLException {
        all(metas.dialect().beforeUndo());
        try {
            Map<String, Set<Key>> changed = rows(change -> !change.isEmpty());
            if (changed.equals(rows(change -> true))) {
                takeBack(changed);
            } else {
                takeBackIfPossible(changed);
            }
        } catch (SQLException | RuntimeException e) {
            UndoTransaction.alsoTry(e, () -> all(metas.dialect().afterUndo()));
            throw e;
        }
        all(metas.dialect().afterUndo());
    }

    /** A row that is as it was stays so, unless others depend on what it was on the way: then all is taken back step by step. */
    private void takeBackIfPossible(Map<String, Set<Key>> changed) throws SQLException {
        Savepoint start = connection.setSavepoint();
        try {
            takeBack(changed);
        } catch (AssentException e) {
            connection.rollback(start);
            takeBack(ours);
        }
        connection.releaseSavepoint(start);
    }

    private void takeBack(Map<String, Set<Key>> rows) throws SQLException {
        List<ItemUndo> undos = new ArrayList<>();
        for (int i = items.size() - 1; i >= 0; i--) {
            UndoItem item = items.get(i);
            Set<Key> some = rows.getOrDefault(item.before().table(), Set.of());
            undos.add(new ItemUndo(connection, metas.dialect(), item, meta(item.before()), some));
        }
        new UndoOrder(connection, undos).run();
        verify();
    }

    /** Some of our rows, by table; tables without any are left out. */
    private Map<String, Set<Key>> rows(Predicate<NetChange> some) {
        Map<String, Set<Key>> found = new LinkedHashMap<>();
        ours.forEach((table, keys) -> changes.getOrDefault(table, Map.of()).values().stream()
                .filter(change -> keys.contains(change.key()) && some.test(change))
                .forEach(change ->
                        found.computeIfAbsent(table, first -> new HashSet<>()).add(change.key())));
        return found;
    }

    /** Reads back what was written: a trigger may have had other ideas. */
    private void verify() throws SQLException {
        for (Map.Entry<String, Set<Key>> table : ours.entrySet()) {
            Map<Key, RowState> now = now(table.getKey(), List.copyOf(table.getValue()));
            for (Key key : table.getValue()) {
                NetChange change =
                        changes.getOrDefault(table.getKey(), Map.of()).get(key);
                RowState current = now.getOrDefault(key, RowState.absent());
                if (change != null && !change.before().agreesWith(current)) {
                    throw DataSourceErrors.notExact(
                            table.getKey(),
                            key,
                            "something changed what was written back in "
                                    + change.before().notIn(current));
                }
            }
        }
    }

    private Map<Key, RowState> now(String table, List<Key> keys) throws SQLException {
        ImageQuery query = queries.get(table);
        try {
            return query == null
                    ? Map.of()
                    : RowState.of(query.byKeys(connection, keys, metas.dialect().forUpdate()));
        } catch (SQLException e) {
            throw Refusals.of(e, table, "SELECT … FOR UPDATE");
        }
    }

    private ImageQuery query(String table) throws SQLException {
        Set<Column> columns = new LinkedHashSet<>();
        TableMeta meta = null;
        for (UndoItem item : items) {
            if (item.before().table().equals(table)) {
                meta = meta(item.before());
                for (ImageColumn column : item.before().columns()) {
                    columns.add(meta.column(column.name()));
                }
            }
        }
        if (meta == null) {
            throw new IllegalArgumentException("Expected an item of table " + table);
        }
        return new ImageQuery(metas.dialect(), meta, List.copyOf(columns));
    }

    /** The table as it is, if the image still fits it. */
    private TableMeta meta(Image image) throws SQLException {
        if (!SchemaCheck.of(image, metas.of(connection, image.table())).isEmpty()) {
            metas.invalidate();
        }
        TableMeta meta = metas.of(connection, image.table());
        String misfit = SchemaCheck.of(image, meta);
        if (!misfit.isEmpty()) {
            throw DataSourceErrors.tableChanged(image.table(), misfit);
        }
        return meta;
    }

    private void all(List<String> sql) throws SQLException {
        if (!sql.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                for (String one : sql) {
                    statement.execute(one);
                }
            }
        }
    }
}
