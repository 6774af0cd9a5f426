package dev.assent.datasource.undo;

import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A row that is neither as the branch left it nor as the branch found it. */
public record DirtyRow(String table, Key key, List<Difference> columns) {
    public DirtyRow {
        columns = List.copyOf(columns);
    }

    /** The three sides of a column; empty where the row does not exist. */
    public record Difference(String column, Optional<Value> before, Optional<Value> ours, Optional<Value> now) {
        @Override
        public String toString() {
            return column + ": before " + shown(before) + " / ours " + shown(ours) + " / now " + shown(now);
        }

        private static String shown(Optional<Value> value) {
            return value.map(Value::toString).orElse("(no row)");
        }
    }

    @Override
    public String toString() {
        return columns.stream()
                .map(column -> table + " [" + key + "] " + column)
                .collect(Collectors.joining("\n"));
    }
}
