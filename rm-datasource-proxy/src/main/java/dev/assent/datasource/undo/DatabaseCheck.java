package dev.assent.datasource.undo;

import dev.assent.model.DatabaseMark;

/**
 * How a statement finds out by itself whether it runs in the database it was meant for.
 *
 * @param mark of that database
 * @param table where a database keeps its mark
 * @param condition finds one row of the table in that database and none elsewhere; has one parameter
 * @param prefix of the parameter's value; the mark follows
 */
public record DatabaseCheck(DatabaseMark mark, String table, String condition, String prefix) {
    /** The same question about another database. */
    public DatabaseCheck of(DatabaseMark other) {
        return new DatabaseCheck(other, table, condition, prefix);
    }

    /** Follows the columns of a SELECT. */
    public String from() {
        return " FROM " + table + where();
    }

    public String where() {
        return " WHERE " + condition;
    }

    /** The value of the parameter. */
    public String parameter() {
        return prefix + mark.value();
    }
}
