package dev.assent.datasource.image;

import java.util.List;
import java.util.stream.Collectors;

/** A primary key's values in the key's order. */
public record Key(List<Value> values) {
    public Key {
        values = List.copyOf(values);
    }

    /** As lock keys spell it: the values as text, joined by {@code _}. */
    public String text() {
        return values.stream().map(value -> String.valueOf(value.content())).collect(Collectors.joining("_"));
    }

    @Override
    public String toString() {
        return values.stream().map(Value::toString).collect(Collectors.joining(", "));
    }
}
