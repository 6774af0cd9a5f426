package dev.assent.datasource.undo;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row at one moment: not there, or what is known of its columns. */
record RowState(boolean exists, Map<String, Value> values) {
    static RowState absent() {
        return new RowState(false, Map.of());
    }

    /** The rows of an image by key. */
    static Map<Key, RowState> of(Image image) {
        Map<Key, RowState> states = new LinkedHashMap<>();
        image.byKey().forEach((key, row) -> states.put(key, of(image, row)));
        return states;
    }

    private static RowState of(Image image, Row row) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < image.columns().size(); i++) {
            values.put(image.columns().get(i).name(), row.values().get(i));
        }
        return new RowState(true, values);
    }

    /** All we know of this state is so in that one. */
    boolean agreesWith(RowState other) {
        return exists == other.exists && other.values.entrySet().containsAll(values.entrySet());
    }

    /** The columns that do not agree, for messages. */
    String notIn(RowState other) {
        return exists == other.exists
                ? values.entrySet().stream()
                        .filter(value -> !other.values.entrySet().contains(value))
                        .map(value -> value.getKey() + " (was " + value.getValue() + ", is "
                                + other.values.get(value.getKey()) + ")")
                        .collect(Collectors.joining(", "))
                : "the row itself";
    }

    /** This state, and of columns it does not know what the other says. */
    RowState orElse(RowState other) {
        if (!exists || !other.exists) {
            return this;
        }
        Map<String, Value> union = new LinkedHashMap<>(other.values);
        union.putAll(values);
        return new RowState(true, union);
    }

    Optional<Value> value(String column) {
        @Nullable Value known = values.get(column);
        return Optional.ofNullable(known);
    }
}
