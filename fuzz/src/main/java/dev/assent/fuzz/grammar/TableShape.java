package dev.assent.fuzz.grammar;

import java.util.List;

/**
 * A table that statements are drawn for.
 *
 * @param isGenerated the database chooses keys that are left out
 */
record TableShape(String name, boolean isGenerated, List<Field> fields) {
    TableShape {
        fields = List.copyOf(fields);
    }

    /** @param isComputed by the database from other columns */
    record Field(String name, ColumnType type, boolean isKey, boolean isComputed) {
        static Field key(String name, ColumnType type) {
            return new Field(name, type, true, false);
        }

        static Field of(String name, ColumnType type) {
            return new Field(name, type, false, false);
        }
    }

    /** {@code (id INT PRIMARY KEY, v INT, w VARCHAR(60))}. */
    static TableShape simple(String name) {
        return new TableShape(
                name, false, List.of(Field.key("id", Types.INT), Field.of("v", Types.INT), Field.of("w", Types.TEXT)));
    }

    List<Field> key() {
        return fields.stream().filter(Field::isKey).toList();
    }

    List<Field> settable() {
        return fields.stream()
                .filter(field -> !field.isKey() && !field.isComputed())
                .toList();
    }
}
