package dev.assent.datasource.image;

import java.util.List;

/** The values of one row, in the order of its image's columns. */
public record Row(List<Value> values) {
    public Row {
        values = List.copyOf(values);
    }
}
