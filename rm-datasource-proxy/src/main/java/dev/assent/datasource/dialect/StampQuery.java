package dev.assent.datasource.dialect;

import java.util.Optional;

/**
 * How a changed description of a table is recognised.
 *
 * @param text a query for a text that is another one after each change of the table itself; null if another query must be
 *     used for that table. It runs in local transactions that change the table
 * @param bySpelling whether the parameters of both are the table's name as spelt in a statement, and not schema and table
 *     in turns
 * @param beside a query for a text that is another one after each change of what else this dialect's queries and JDBC say of
 *     the table, which a second may go by before it is noticed; null or empty if the whole description must be read for that
 */
public record StampQuery(String text, boolean bySpelling, Optional<String> beside) {}
