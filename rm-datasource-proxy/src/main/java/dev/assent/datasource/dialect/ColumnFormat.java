package dev.assent.datasource.dialect;

/**
 * How values of a column travel: what stands in a SELECT for the column ({@code %s} is its name), what in a statement
 * for the value, and the kind of value in between.
 */
public record ColumnFormat(ValueKind kind, String read, String write) {
    static ColumnFormat plain(ValueKind kind) {
        return new ColumnFormat(kind, "%s", "?");
    }

    /** The expression that reads the column of this name, already quoted. */
    public String read(String column) {
        return read.replace("%s", column);
    }
}
