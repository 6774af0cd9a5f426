package dev.assent.datasource.undo;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.table.UniqueKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The locks of a branch, in Seata's spelling: rows as {@code table:pk1,pk2;other:pk}, the columns of a key joined by
 * {@code _} in the order of the table; and as {@code table#key:value} what a row has in a unique key, if the branch gives
 * that up or takes it.
 */
public final class LockKeys {
    private final Map<String, Set<String>> keysByTable = new LinkedHashMap<>();

    public static String of(List<UndoItem> items) {
        LockKeys keys = new LockKeys();
        items.forEach(keys::add);
        return keys.text();
    }

    private void add(UndoItem item) {
        add(item.before());
        add(item.after());
        if (hasUnique(item.before()) || hasUnique(item.after())) {
            Map<Key, Row> before = item.before().byKey();
            Map<Key, Row> after = item.after().byKey();
            before.forEach((key, row) -> addUnique(item.before(), row, after.get(key)));
            after.forEach((key, row) -> addUnique(item.after(), row, before.get(key)));
        }
    }

    /** The rows, and nothing of what they have in unique keys. */
    public LockKeys add(Image rows) {
        for (Row row : rows.rows()) {
            lock(rows.lockName(), spelt(key(rows.columns(), row)));
        }
        return this;
    }

    private static String key(List<ImageColumn> columns, Row row) {
        StringBuilder key = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).keyAt() > 0) {
                key.append(first ? "" : "_").append(row.values().get(i).content());
                first = false;
            }
        }
        return key.toString();
    }

    /** Empty if there is no row. */
    public String text() {
        StringBuilder text = new StringBuilder();
        keysByTable.forEach((table, keys) -> {
            text.append(text.isEmpty() ? "" : ";").append(table);
            char before = ':';
            for (String key : keys) {
                text.append(before).append(key);
                before = ',';
            }
        });
        return text.toString();
    }

    private static boolean hasUnique(Image image) {
        for (Row row : image.rows()) {
            if (!row.unique().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A value that is the same on the other side has neither been given up nor taken. */
    private void addUnique(Image image, Row row, @Nullable Row otherSide) {
        Map<String, String> same = otherSide == null ? Map.of() : otherSide.unique();
        row.unique().forEach((key, value) -> {
            if (value.equals(UniqueKey.WHOLE) || !value.equals(same.get(key))) {
                lock(image.lockName() + '#' + key, value);
            }
        });
    }

    private void lock(String table, String key) {
        keysByTable.computeIfAbsent(table, absent -> new LinkedHashSet<>()).add(key);
    }

    /** The text of lock keys has no escapes: a key that it cannot hold is spelt by a hash, which no client of Seata shares. */
    private static String spelt(String text) {
        boolean fits = !text.isBlank() && text.indexOf(',') < 0 && text.indexOf(';') < 0;
        return fits
                ? text
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
