package dev.assent.datasource.image;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row, in the order of its image's columns.
 *
 * @param unique what the row has in unique keys, by the key's name, equal values spelt alike. It is not recorded, so two
 *     rows are compared without it
 */
public record Row(List<Value> values, Map<String, String> unique) {
    public Row {
        values = List.copyOf(values);
        unique = unique.isEmpty() ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(unique));
    }

    public Row(List<Value> values) {
        this(values, Map.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
