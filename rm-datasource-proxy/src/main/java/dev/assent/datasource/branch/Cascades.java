package dev.assent.datasource.branch;

import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.image.References;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.ForeignKey;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that the database deletes or changes along with others, since their foreign keys refer to these (P20). They are
 * found, locked and read whole before the change, level by level, and read again after it: what differs then is what has been
 * done to them.
 */
final class Cascades {
    private static final int BLOCK = 1000;

    private final Database database;
    private final Connection own;
    private final Tables tables;
    private final String sql;
    private final String ofTable;
    /** The rows that the statement itself deletes. */
    private final Set<Key> going;

    private final Map<String, Followers> found = new LinkedHashMap<>();
    private final Set<Visit> visited = new HashSet<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private Optional<KeyCondition> guard = Optional.empty();

    private Cascades(Database database, Connection own, Tables tables, String sql, String ofTable, Set<Key> going) {
        this.database = database;
        this.own = own;
        this.tables = tables;
        this.sql = sql;
        this.ofTable = ofTable;
        this.going = going;
    }

    /**
     * Locks and reads the rows.
     *
     * @param set the columns that an UPDATE sets
     * @param before the rows that the statement changes, locked so that no new row can refer to them where the database has
     *     such locks
     * @throws dev.assent.model.AssentException.NotAllowed if what happens to them could not be undone
     */
    static Cascades of(
            Database database,
            Connection own,
            Tables tables,
            String sql,
            TableMeta table,
            RowChange change,
            Collection<Column> set,
            Image before)
            throws SQLException {
        Set<Key> going = change == RowChange.DELETE ? Set.copyOf(before.keys()) : Set.of();
        Cascades cascades = new Cascades(database, own, tables, sql, table.name(), going);
        List<Column> columns = List.copyOf(set);
        if (!before.isEmpty() && !table.facts().spreading(change, columns).isEmpty()) {
            cascades.visit(table, before.keys(), change, columns);
            while (!cascades.steps.isEmpty()) {
                cascades.follow(cascades.steps.remove());
            }
        }
        return cascades;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** For a message. */
    String firstTable() {
        return String.join("", found.keySet().stream().limit(1).toList());
    }

    /** Rows of the statement's own table may be among them. */
    boolean touchTheSameTable() {
        return found.containsKey(ofTable);
    }

    /** Holds as long as no other row refers to one that is changed, where that is not locked. */
    KeyCondition guarded(KeyCondition rows) {
        return guard.map(rows::and).orElse(rows);
    }

    /** In the order in which they are to be put before the statement's own: an undo begins with the last. */
    List<UndoItem> after() throws SQLException {
        List<UndoItem> items = new ArrayList<>();
        for (Followers rows : found.values()) {
            items.addAll(rows.items(own, database));
        }
        Collections.reverse(items);
        return items;
    }

    private void visit(TableMeta table, List<Key> keys, RowChange change, List<Column> set) {
        List<Column> columns = change == RowChange.DELETE ? List.of() : set;
        List<Key> fresh = keys.stream()
                .filter(key -> visited.add(new Visit(table.name(), key, change, columns)))
                .toList();
        if (!fresh.isEmpty()) {
            steps.add(new Step(table, fresh, change, columns));
        }
    }

    private void follow(Step step) throws SQLException {
        for (ForeignKey reference : step.table.facts().spreading(step.change, step.set)) {
            boolean known =
                    !reference.setsDefaults(step.change) || database.dialect().defaultsReferToRows();
            if (!reference.isPlain() || !known) {
                throw Refusal.CASCADE.of(sql, reference.referencing());
            }
            TableMeta child = tables.of(reference.table());
            RowChange inTurn = reference.inTurn(step.change);
            List<Column> set = reference.columns().stream().map(child::column).toList();
            tables.requireUndoableItself(sql, child, inTurn);
            if (inTurn == RowChange.UPDATE && set.stream().anyMatch(child::isKey)) {
                throw Refusal.CASCADE.of(sql, reference.referencing() + ", whose key it changes");
            }
            visit(child, found(step, reference, child, inTurn, set), inTurn, set);
        }
    }

    /** @return all rows that refer, also rows of the statement itself */
    private List<Key> found(Step step, ForeignKey reference, TableMeta child, RowChange inTurn, List<Column> set)
            throws SQLException {
        Followers known = found.remove(child.name()); // and put behind all that it may refer to
        Followers rows = known == null ? new Followers(KeyedStatement.wholeRows(database, child)) : known;
        found.put(child.name(), rows);
        boolean mayGo = inTurn == RowChange.DELETE || child.referred(set);
        List<Key> keys = new ArrayList<>();
        References references = new References(database.dialect(), step.table, reference);
        for (int from = 0; from < step.keys.size(); from += BLOCK) {
            List<Key> block = step.keys.subList(from, Math.min(step.keys.size(), from + BLOCK));
            Image image = read(references, rows.query, block, mayGo);
            keys.addAll(image.keys());
            rows.add(image, child.name().equals(ofTable) ? going : Set.of());
        }
        if (database.dialect().newReferencesIgnoreLocks()) {
            KeyCondition others = references.noneBut(rows.query, keys, step.keys);
            guard = Optional.of(guard.map(all -> all.and(others)).orElse(others));
        }
        return keys;
    }

    private Image read(References references, ImageQuery query, List<Key> referred, boolean mayGo) throws SQLException {
        KeyCondition condition = references.to(referred);
        String rows = "SELECT " + query.read(References.CHILD) + references.from() + " WHERE " + condition.sql()
                + database.dialect().forChange(References.CHILD, mayGo);
        try (PreparedStatement statement = own.prepareStatement(rows)) {
            condition.binding().bind(statement, 1);
            try (ResultSet result = statement.executeQuery()) {
                return query.read(result, 0).eachOnce();
            }
        }
    }

    /** @param set none if the rows go */
    private record Step(TableMeta table, List<Key> keys, RowChange change, List<Column> set) {}

    private record Visit(String table, Key key, RowChange change, List<Column> set) {}

    /** Rows of one table as they were. */
    private static final class Followers {
        private final ImageQuery query;
        private final Map<Key, Row> before = new LinkedHashMap<>();

        Followers(ImageQuery query) {
            this.query = query;
        }

        void add(Image image, Set<Key> without) {
            image.byKey().forEach((key, row) -> {
                if (!without.contains(key)) {
                    before.putIfAbsent(key, row);
                }
            });
        }

        /** What goes comes back first, since others may refer to it. */
        List<UndoItem> items(Connection own, Database database) throws SQLException {
            Map<Key, Row> now = query.byKeys(
                            own,
                            List.copyOf(before.keySet()),
                            database.dialect().again())
                    .byKey();
            List<Row> gone = new ArrayList<>();
            List<Row> old = new ArrayList<>();
            List<Row> changed = new ArrayList<>();
            before.forEach((key, row) -> {
                Row left = now.get(key);
                if (left == null) {
                    gone.add(row);
                } else if (!left.equals(row)) {
                    old.add(row);
                    changed.add(left);
                }
            });
            Image none = query.nothing();
            List<UndoItem> items = new ArrayList<>();
            if (!gone.isEmpty()) {
                items.add(UndoItem.delete(none.with(gone)));
            }
            if (!changed.isEmpty()) {
                items.add(MarkedRows.narrowed(none.with(old), none.with(changed)));
            }
            return items;
        }
    }
}
