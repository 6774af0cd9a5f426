package dev.assent.datasource.undo;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A branch may have changed a row by the name of a partition and by the name of its table. Its changes are put together by the
 * name of the table, in which every row of a partition is. Both have one name for locks, which is that of the table.
 */
record SharedRows(Connection connection, TableMetas metas) {
    List<UndoItem> ofWholeTables(List<UndoItem> items) throws SQLException {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (UndoItem item : items) {
            names.computeIfAbsent(item.before().lockName(), first -> new LinkedHashSet<>())
                    .add(item.before().table());
        }
        Map<String, TableMeta> whole = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> shared : names.entrySet()) {
            List<String> found = shared.getValue().stream()
                    .filter(table -> isNamed(table, shared.getKey()))
                    .toList();
            if (shared.getValue().size() > 1 && found.size() == 1) {
                whole.put(shared.getKey(), metas.of(connection, found.get(0)));
            }
        }
        return whole.isEmpty() ? items : renamed(items, whole);
    }

    private static List<UndoItem> renamed(List<UndoItem> items, Map<String, TableMeta> whole) {
        List<UndoItem> renamed = new ArrayList<>();
        for (UndoItem item : items) {
            TableMeta table = whole.get(item.before().lockName());
            if (table != null && SchemaCheck.of(item.before(), table).isEmpty()) {
                renamed.add(new UndoItem(item.kind(), of(item.before(), table), of(item.after(), table)));
            } else {
                renamed.add(item);
            }
        }
        return renamed;
    }

    private static Image of(Image image, TableMeta table) {
        return new Image(table.name(), image.lockName(), image.columns(), image.rows());
    }

    /** @param table qualified and quoted */
    private static boolean isNamed(String table, String lockName) {
        String plain = lockName.substring(lockName.indexOf('.') + 1);
        return table.toLowerCase(Locale.ROOT).endsWith(".\"" + plain.replace("\"", "\"\"") + '"');
    }
}
