package dev.assent.datasource.dialect;

import java.util.Set;

/** Where the SQL of one database reads differently. The defaults are the standard's. */
public interface Grammar {
    /** A backslash in a text takes the meaning from the character behind it. */
    default boolean backslashEscapes() {
        return false;
    }

    default boolean hashStartsComment() {
        return false;
    }

    /** {@code --} starts a comment only before a blank; elsewhere it is two signs. */
    default boolean dashesNeedBlank() {
        return false;
    }

    /** {@code //} starts a comment. */
    default boolean slashesStartComment() {
        return false;
    }

    /** {@code "x"} is a text, not a name. */
    default boolean doubleQuotesHoldText() {
        return false;
    }

    /** Users can make operators of {@code @} and {@code `} too, so that neither begins a name. */
    default boolean anySymbolIsAnOperator() {
        return false;
    }

    /** {@code $$x$$} is a text. */
    default boolean dollarQuotes() {
        return false;
    }

    /** A query reads what it does not lock as it was when the local transaction began; a change reads it as it is. */
    default boolean queriesReadSnapshots() {
        return false;
    }

    /** {@code DELETE FROM a USING a, b}: the tables behind USING are all that are read, not further ones. */
    default boolean targetsStandBehindUsing() {
        return false;
    }

    /** An INSERT can return what it has stored: {@code RETURNING}. */
    default boolean newRowsAreReturned() {
        return false;
    }

    /** An INSERT returns what it has stored as {@code SELECT … FROM FINAL TABLE (INSERT …)}. */
    default boolean finalTables() {
        return false;
    }

    /** What a {@code MERGE} does can be found out. */
    default boolean merges() {
        return false;
    }

    /** {@code REPLACE} is an INSERT that deletes the rows in its way. */
    default boolean replaces() {
        return false;
    }

    /** Which rows an INSERT has stored shows in its text and its generated keys alone. */
    default boolean newRowsShowInTheText() {
        return false;
    }

    /** What changes between two statements of one transaction, in upper case. */
    default Set<String> unstableFunctions() {
        return Set.of();
    }
}
