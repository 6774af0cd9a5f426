package dev.assent.datasource.image;

import java.util.List;
import java.util.stream.Collectors;

/** A primary key's values in the key's order. */
public record Key(List<Value> values) {
    public Key {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return values.stream().map(Value::toString).collect(Collectors.joining(", "));
    }
}
