package dev.assent.fuzz.grammar;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A type of one database.
 *
 * @param isKey whether it may be a key: its values are the same text everywhere
 */
record ColumnType(String sql, boolean isKey, List<Sample> samples) {
    static ColumnType numbers(String sql) {
        return new ColumnType(
                sql,
                true,
                IntStream.rangeClosed(1, 8)
                        .mapToObj(i -> new Sample(String.valueOf(i), i))
                        .toList());
    }

    static ColumnType spelt(String sql, boolean isKey, String... literals) {
        return new ColumnType(
                sql, isKey, List.of(literals).stream().map(Sample::of).toList());
    }

    static ColumnType texts(String sql, String... texts) {
        return new ColumnType(
                sql,
                true,
                List.of(texts).stream()
                        .map(text -> new Sample("'" + text.replace("'", "''") + "'", text))
                        .toList());
    }
}
