package dev.assent.datasource.dialect;

import java.util.List;

/**
 * Which values of its unique keys a database holds equal: it spells them itself, equal ones alike. That two values which
 * differ may be spelt alike as well is safe, since they then share a lock.
 */
public interface Equality {
    /** Stands for the row in {@link #keysQuery}'s expressions: its table or the table's alias. */
    String ROW = "%row";

    /**
     * A query for the unique keys of a table; its parameters are schema and table in turns. One row for each part of each
     * key, in order:
     *
     * <ol>
     *   <li>the key's name
     *   <li>the column, or null if any column of the row may have a say
     *   <li>an expression for what is unique, spelt alike for equal values; null if there is none
     *   <li>the condition under which the key holds a row; empty if it holds all
     *   <li>whether two keys with a null in them are equal
     *   <li>whether it is the primary key
     *   <li>whether equal values of the column are read as equal texts, as images read them
     *   <li>whether no two rows of the table ever have the same value in it, not even for a moment
     * </ol>
     */
    String keysQuery();

    /**
     * An expression for all parts of a key together; null where the key does not hold the row.
     *
     * @param condition as {@link #keysQuery} says
     */
    String spelling(List<String> parts, String condition, boolean nullsAreEqual);
}
