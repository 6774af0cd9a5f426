package dev.assent.datasource.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;

/** Why a statement is not run in a global transaction, and what to write instead. */
public enum Refusal {
    SEVERAL_STATEMENTS(50, "it is several statements in one", "Run them one by one, or as a batch"),
    UNREADABLE(51, "it cannot be read for certain", "Write it in a simpler form"),
    UNKNOWN_STATEMENT(52, "it is not known what it does", "Run it outside of the global transaction"),
    INSERT_SELECT(53, "the rows it inserts are not in its text", "Select first, then insert the values"),
    UPSERT(54, "it inserts or updates, and which is not known before", "Select for update first, then do the one"),
    INSERT_IGNORE(55, "it may leave out rows silently", "Leave out IGNORE and catch the violation"),
    REPLACE(56, "it deletes rows that it does not name", "Select for update first, then update or insert"),
    MERGE(57, "it may do anything to several rows", "Select for update first, then update or insert"),
    CHANGE_IN_QUERY(58, "it changes rows within a query", "Run the change as a statement of its own"),
    SEVERAL_TABLES(
            59,
            "which table's rows it changes is open",
            "Write the alias of a table before each column that is set, and DELETE a FROM a JOIN b"),
    RETURNING(60, "it returns the rows it changes", "Ask for generated keys, or select afterwards"),
    SOME_OF_THE_ROWS(61, "which rows ORDER BY and LIMIT leave is open", "Select the keys for update, then use them"),
    UNSTABLE_CONDITION(
            62,
            "its condition may mean other rows a moment later",
            "Compute it before and hand it over as a parameter"),
    SUB_SELECT_CONDITION(
            63, "its condition reads other rows, which are not locked", "Select the keys for update, then use them"),
    CURSOR(64, "it means the row of a cursor", "Name the row by its key"),
    CLAUSE(65, "part of it is not supported", "Leave that part out"),
    PROCEDURE(66, "a procedure may do anything", "Run its statements one by one, or call it in a TCC branch"),
    UNKNOWN_FUNCTION(
            67, "a function in it may change rows", "If it only reads, name it in AtOptions.harmlessFunctions"),
    SCHEMA_CHANGE(68, "a schema change cannot be undone", "Run it outside of the global transaction"),
    TABLE_LOCK(69, "it locks a table or ends the local transaction", "Select the rows for update"),
    TRANSACTION_CONTROL(
            70, "the end of a local transaction must be seen", "Use commit, rollback and savepoints of the connection"),
    SETTING(71, "the setting may change what statements mean", "Set it when the pool opens the connection"),
    SELECT_INTO(72, "it writes what it selects", "Select, then insert the values"),
    LOCKING_READ(
            73,
            "only rows of tables as they are can be handed out locked",
            "Select the rows of tables for update, with OF if there are sub-selects beside them, and compute afterwards"),
    ANALYZE(74, "it runs the statement that it explains", "Explain without ANALYZE"),
    KEY_CHANGE(
            75,
            "it changes a primary key in a way that cannot be undone",
            "Give the new key as a parameter, without joins, or delete the row and insert it anew"),
    UNKNOWN_KEY(76, "the keys of the new rows cannot be read back", "Set the key in the statement, or leave it out"),
    MIXED_KEYS(77, "some rows bring their key and some do not", "Insert the two kinds separately"),
    CALLABLE(78, "a procedure may do anything", "Run its statements one by one, or call it in a TCC branch"),
    QUERY_EXPECTED(79, "it changes rows and was run as a query", "Use executeUpdate or execute"),
    UPDATABLE_RESULT(
            80,
            "rows changed through a result set or its large objects are not seen",
            "Ask for CONCUR_READ_ONLY and use UPDATE"),
    QUERY_IN_BATCH(83, "it returns rows and was run as an update", "Use executeQuery or execute"),
    STREAM_GONE(81, "a stream was handed over before the transaction began", "Set the parameters inside of it"),
    OTHER_TEXT(95, "a prepared statement was given another text", "Use a statement of its own for it"),
    CASCADE(82, "a foreign key changes further rows with it", "Change these rows by statements, or drop the cascade"),
    TRIGGER(
            84,
            "a trigger changes more than the statement",
            "If it changes no data, name it in AtOptions.harmlessTriggers"),
    NO_TRANSACTIONS(85, "its table takes no part in transactions", "Change the table's engine, or use TCC"),
    TEMPORARY_TABLE(86, "a temporary table is not there when it is undone", "Run it outside of the global transaction"),
    ROW_SECURITY(
            87,
            "row security may hide the rows when they are undone",
            "Use a role that bypasses row security, or run it outside of the global transaction"),
    INHERITED_TABLE(
            88, "its table has children, whose rows it changes as well", "Use partitions, or one table for each kind"),
    REWRITE_RULE(89, "a rule makes another statement of it", "Write what the rule does, and drop the rule"),
    ROW_PERIOD(
            49,
            "a column of its table says when the row was written, which an undo cannot restore",
            "Leave out the columns of the period (WITH SYSTEM VERSIONING alone)"),
    OWN_TABLE(99, "it changes a table of Assent's own", "Leave that table to Assent");

    private static final int LONGEST = 1_000;

    private final int number;
    private final String why;
    private final String wayOut;

    Refusal(int number, String why, String wayOut) {
        this.number = number;
        this.why = why;
        this.wayOut = wayOut;
    }

    public String code() {
        return "ASN-43" + number;
    }

    /** The reason, without the statement. */
    public String why() {
        return why;
    }

    /** What to do instead. */
    public String wayOut() {
        return wayOut;
    }

    /** @param detail what in the statement; may be empty */
    public AssentException of(String sql, String detail) {
        return new NotAllowed(
                code(),
                "Expected a statement of a global transaction to be one that can be undone, but %s%s: '%s'. %s."
                        .formatted(why, detail.isEmpty() ? "" : " (" + detail + ")", shortened(sql), wayOut));
    }

    private static String shortened(String sql) {
        return sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST) + "…";
    }
}
