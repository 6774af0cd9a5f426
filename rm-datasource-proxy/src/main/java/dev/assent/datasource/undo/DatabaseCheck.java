package dev.assent.datasource.undo;

import dev.assent.model.DatabaseMark;

/**
 * How a statement finds out by itself whether it runs in the database it was meant for.
 *
 * @param mark of that database
 * @param from follows the columns of a SELECT and has one parameter; gives one row in that database and none elsewhere
 * @param prefix of the parameter's value; the mark follows
 */
public record DatabaseCheck(DatabaseMark mark, String from, String prefix) {
    /** The same question about another database. */
    public DatabaseCheck of(DatabaseMark other) {
        return new DatabaseCheck(other, from, prefix);
    }

    String parameter() {
        return prefix + mark.value();
    }
}
