package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.image.References;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.ForeignKey;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of others that refer to rows of a branch. Where foreign keys cascade, the undo would delete or change them along: a row
 * that came in behind an inserted one, or refers to a new value.
 *
 * @param ours the rows that are taken back, by table
 */
record Bystanders(Connection connection, TableMetas metas, Map<String, Set<Key>> ours) {
    private static final int BLOCK = 1000;

    /** @throws dev.assent.model.AssentException.NotAllowed if there are some that would go along with the undo of the item */
    void refuseIfSome(TableMeta table, UndoItem item) throws SQLException {
        Set<Key> undone = Objects.requireNonNullElse(ours.get(table.name()), Set.of());
        Map<Key, Row> before = item.before().byKey();
        Map<ForeignKey, List<Key>> referred = new LinkedHashMap<>();
        item.after().byKey().forEach((key, row) -> {
            if (undone.contains(key)) {
                for (ForeignKey reference : spreading(table, item, before.get(key), row)) {
                    referred.computeIfAbsent(reference, first -> new ArrayList<>())
                            .add(key);
                }
            }
        });
        for (Map.Entry<ForeignKey, List<Key>> keys : referred.entrySet()) {
            for (int from = 0; from < keys.getValue().size(); from += BLOCK) {
                int to = Math.min(keys.getValue().size(), from + BLOCK);
                refuseIfSome(table, keys.getKey(), keys.getValue().subList(from, to));
            }
        }
    }

    /** By which the undo of a row goes on to others. */
    private static List<ForeignKey> spreading(TableMeta table, UndoItem item, @Nullable Row before, Row after) {
        if (before == null) {
            return table.facts().spreading(RowChange.DELETE, List.of());
        }
        List<Column> set = new ArrayList<>();
        for (int i = 0; i < after.values().size(); i++) {
            if (!after.values().get(i).equals(before.values().get(i))) {
                set.add(table.column(item.after().columns().get(i).name()));
            }
        }
        return table.facts().spreading(RowChange.UPDATE, set);
    }

    private void refuseIfSome(TableMeta table, ForeignKey reference, List<Key> keys) throws SQLException {
        if (reference.columns().isEmpty()) {
            throw DataSourceErrors.othersFollow(table.name(), reference.referencing());
        }
        References references = new References(metas.dialect(), table, reference);
        if (!find(references, keys, "1", ResultSet::next)) {
            return; // the table that refers may have no key
        }
        TableMeta child = metas.of(connection, reference.table());
        ImageQuery query = new ImageQuery(metas.dialect(), child, child.key());
        Set<Key> known = Objects.requireNonNullElse(ours.get(child.name()), Set.of());
        if (!find(
                references,
                keys,
                query.read(References.CHILD),
                found -> known.containsAll(query.read(found, 0).keys()))) {
            throw DataSourceErrors.othersFollow(table.name(), reference.referencing());
        }
    }

    private boolean find(References references, List<Key> keys, String columns, Look look) throws SQLException {
        KeyCondition to = references.to(keys);
        String sql = "SELECT " + columns + references.from() + " WHERE " + to.sql()
                + metas.dialect().forUpdate();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            to.binding().bind(statement, 1);
            try (ResultSet found = statement.executeQuery()) {
                return look.at(found);
            }
        }
    }

    private interface Look {
        boolean at(ResultSet found) throws SQLException;
    }
}
