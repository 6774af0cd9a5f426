package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.Key;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of a branch in Seata's spelling: {@code table:pk1,pk2;other:pk}, composite keys joined by {@code _}. */
public final class LockKeys {
    private final Map<String, Set<String>> keysByTable = new LinkedHashMap<>();

    /** @throws dev.assent.model.AssentException.NotAllowed if a key's value cannot be spelt */
    public static String of(List<UndoItem> items) {
        LockKeys keys = new LockKeys();
        items.forEach(item -> keys.add(item.changed()));
        return keys.text();
    }

    /** @throws dev.assent.model.AssentException.NotAllowed if a key's value cannot be spelt */
    public LockKeys add(Image rows) {
        for (Key key : rows.keys()) {
            keysByTable
                    .computeIfAbsent(rows.lockName(), table -> new LinkedHashSet<>())
                    .add(spelt(rows.lockName(), key));
        }
        return this;
    }

    /** Empty if there is no row. */
    public String text() {
        return keysByTable.entrySet().stream()
                .map(table -> table.getKey() + ':' + String.join(",", table.getValue()))
                .collect(Collectors.joining(";"));
    }

    private static String spelt(String table, Key key) {
        String text = key.text();
        if (text.isBlank() || text.indexOf(',') >= 0 || text.indexOf(';') >= 0) {
            throw DataSourceErrors.badKeyText(table, text);
        }
        return text;
    }
}
