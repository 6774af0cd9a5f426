package dev.assent.datasource.dialect;

import dev.assent.datasource.errors.DataSourceErrors;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs from database to database; the defaults are what the standard says. Immutable. */
public interface Dialect extends Grammar {
    /** Reads the product's name. */
    static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String product = database.getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> new H2(Folding.of(database));
            case "postgresql" -> new PostgreSql();
            case "mariadb" -> new MariaDb(Folding.of(database), MariaDb.listsTemporaryTables(database));
            case "mysql" -> new MySql(Folding.of(database));
            default -> throw DataSourceErrors.unknownDatabase(product);
        };
    }

    /** {@code h2}, {@code postgresql} or {@code mysql}: part of resource names. */
    String name();

    Folding folding();

    /** What a user of this database should know before relying on it; empty if there is nothing. */
    default String caution() {
        return "";
    }

    /**
     * An INSERT that returns what it has stored.
     *
     * @param insert without what it returns
     * @param alias of the new rows in the columns; may be empty where they can be named by their table
     */
    default String returning(String insert, String columns, String alias) {
        return insert + "\nRETURNING " + columns;
    }

    /**
     * The name under which a coordinator knows this database, from the URL it was dialled with: without credentials, and
     * the same from every process.
     */
    default String resourceId(String url) {
        return DatabaseUrl.withoutCredentials(url).replace(',', '|');
    }

    /** The character around quoted identifiers; inside it is doubled. */
    default char quote() {
        return '"';
    }

    /** The parts of a name as spelt in a statement, without quotes and folded as the database folds them. */
    default List<String> identifiers(String spelt) {
        return Identifiers.parse(spelt, quote(), folding());
    }

    default String quoted(String identifier) {
        char mark = quote();
        if (identifier.indexOf(mark) < 0) {
            return mark + identifier + mark;
        }
        String quote = String.valueOf(mark);
        return quote + identifier.replace(quote, quote + quote) + quote;
    }

    /** Whether a schema is what JDBC calls a catalogue. */
    default boolean schemasAreCatalogs() {
        return false;
    }

    /** How values of a type travel; empty if they cannot be restored exactly. */
    default Optional<ColumnFormat> form(int jdbcType, String typeName) {
        return Optional.ofNullable(
                        switch (jdbcType) {
                            case Types.BOOLEAN, Types.BIT -> ValueKind.BOOLEAN;
                            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ValueKind.INTEGER;
                            case Types.NUMERIC, Types.DECIMAL -> ValueKind.DECIMAL;
                            case Types.REAL -> ValueKind.FLOAT;
                            case Types.FLOAT, Types.DOUBLE -> ValueKind.DOUBLE;
                            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> ValueKind.TEXT;
                            case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.NCLOB -> ValueKind.TEXT;
                            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ValueKind.BYTES;
                            case Types.DATE -> ValueKind.DATE;
                            case Types.TIME -> ValueKind.TIME;
                            case Types.TIMESTAMP -> ValueKind.TIMESTAMP;
                            case Types.TIMESTAMP_WITH_TIMEZONE -> ValueKind.OFFSET_TIMESTAMP;
                            default -> null;
                        })
                .map(ColumnFormat::plain);
    }

    /** No bytes, as spelt for a column of bytes. */
    default String emptyBytes() {
        return "X''";
    }

    /** The end of a SELECT that locks its rows until the local transaction ends. */
    default String forUpdate() {
        return " FOR UPDATE";
    }

    /**
     * The end of a SELECT that locks the rows of one of its tables as the change does that comes next.
     *
     * @param table its alias or name as spelt in the SELECT
     * @param keys whether they may go, or get other values in columns that foreign keys can refer to
     */
    default String forChange(String table, boolean keys) {
        return forUpdate();
    }

    /** Whether a row is let in that refers to one which another transaction has locked. */
    default boolean newReferencesIgnoreLocks() {
        return false;
    }

    /** Whether a default that a foreign key sets must refer to a row that stays; H2 lets it refer to the very row that goes. */
    default boolean defaultsReferToRows() {
        return false;
    }

    /** The end of a SELECT that reads rows which the local transaction has changed before. */
    default String again() {
        return "";
    }

    /** Whether a parameter can hold a list, which the database takes for an array: {@code = ANY (?)}. */
    default boolean listsInOneParameter() {
        return false;
    }

    /** A condition that no row meets, and of which the database does not know that before it has looked at the rows. */
    default String neverAndNotForeseen() {
        return "1 = 0";
    }

    /** Whether an UPDATE can return its rows as they are then. */
    default boolean updatesReturnRows() {
        return false;
    }

    /** Whether a connection with this URL takes several statements in one text. */
    default boolean takesSeveralStatements(String url) {
        return true;
    }

    /** Whether several statements in one text are one local transaction in autocommit mode. */
    default boolean statementsOfOneTextAreOneTransaction() {
        return false;
    }

    /** Whether the statements of one text are taken back, in the application's local transaction, if one of them fails. */
    default boolean statementsOfOneTextFailTogether() {
        return false;
    }

    /** Whether a driver counts the rows of each of several statements in one text, and not of the first alone. */
    default boolean statementsOfOneTextAreAllCounted() {
        return true;
    }

    /** Whether a row that an INSERT has changed counts as two. */
    default boolean countsChangedRowsTwice() {
        return false;
    }

    /** Stands between the columns and the VALUES of an INSERT that also gives the values of identity columns. */
    default String overriding() {
        return "";
    }

    /** The kind of a row of {@link #factsQuery} that names a trigger. */
    String TRIGGER = "TRIGGER";

    /** The kind of a row of {@link #factsQuery} that names a foreign key to the table. */
    String REFERENCE = "REFERENCE";

    /**
     * A query of one row: the schemas in which this connection looks up a plain name; the role on which it depends which
     * rows it sees, or an empty text; whether it has temporary tables,
     * which hide others, or what {@link #hides} says, whose parameters it has then; the setting under which it reads texts otherwise than this dialect says, or an empty text; the
     * settings on which it depends how values are spelt; whether a query sees the catalogue as it is when it begins.
     */
    String sessionQuery();

    /**
     * An expression that holds if a temporary table of this connection hides the table of a schema and a name, its parameters.
     * Empty where {@link #sessionQuery} says whether there are any temporary tables.
     */
    default Optional<String> hides() {
        return Optional.empty();
    }

    /**
     * A query for the schema and the name of the table that a name means on this connection, and for schema and name of the
     * table that it is a partition of, or its own once more; its parameter is the name as spelt in a statement. Empty where that follows from the name and the default schema.
     */
    default Optional<String> relationQuery() {
        return Optional.empty();
    }

    /**
     * A query for what hangs on a table; its parameters are schema and table in turns. One row for each trigger that is
     * switched on ({@link #TRIGGER}, its name, the changes it runs for), one for each foreign key to the table, or to
     * one that shares its rows, that is not from one whole table to another ({@link #REFERENCE}, the table that refers, the numbers of JDBC for the rules of an UPDATE and a DELETE and
     * the column referred to), one for each function of users that a change of the table may call ({@code UNKNOWN_FUNCTION}, its
     * name, nothing), and one for each other reason why rows of the table
     * cannot be undone (the name of a {@link dev.assent.datasource.errors.Refusal}, what to show of it, nothing).
     */
    String factsQuery();

    /** The first whose text is not null when a table is read is asked again later. */
    List<StampQuery> stampQueries();

    /** Whether there is a relation of that name; its parameters are schema and name. Not used where a schema is a catalogue. */
    default String existsQuery() {
        return "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
    }

    /**
     * A query for the functions that users have added to the database: name; whether the function itself may change rows; if
     * not, the text in which it names the functions that it calls; whether it is called without brackets too. Functions of
     * extensions are left out.
     */
    String routinesQuery();

    /**
     * A query for what calls functions when a statement names it: name, and the text in which it names them. Empty if that is
     * views alone.
     */
    default Optional<String> callersQuery() {
        return Optional.empty();
    }

    /** A query for the views that a user sees: name and text. */
    default String viewsQuery() {
        return "SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS";
    }

    /** Which values of unique keys it holds equal. */
    Equality equality();

    /** Whether a driver gives back the value of the auto-increment column of new rows, and of no other column. */
    default boolean returnsOnlyLastInsertIds() {
        return false;
    }

    /**
     * A query for what JDBC does not say of a table's columns; its parameters are schema and table in turns. One row for each
     * column:
     *
     * <ol>
     *   <li>its name
     *   <li>its type, as {@link #form} takes it; empty if that is the one that JDBC says, null if its values cannot be
     *       restored
     *   <li>whether the database sets it anew at each UPDATE
     *   <li>whether no UPDATE can give it a value
     * </ol>
     */
    String columnsQuery();

    /** Statements that let any value be written back as it was; run before an undo, on its connection. */
    default List<String> beforeUndo() {
        return List.of();
    }

    /** Take {@link #beforeUndo()} back. */
    default List<String> afterUndo() {
        return List.of();
    }

    /**
     * A query for whether a lock that was not free in time ends the whole local transaction; empty if it ends the
     * statement alone.
     */
    default Optional<String> lockTimeoutsEndTransactions() {
        return Optional.empty();
    }

    /**
     * Statements after which every other one of the local transaction waits for no lock longer than this; run at its
     * beginning.
     */
    List<String> limitLockWaits(Duration most);

    /** Take {@link #limitLockWaits} back, when the local transaction has ended. */
    default List<String> unlimitLockWaits() {
        return List.of();
    }

    /** Whether Seata's client for this database spreads a large undo record over several rows. */
    default boolean splitsRecords() {
        return false;
    }

    /** A primary or unique key exists already. */
    default boolean isDuplicateKey(SQLException error) {
        return "23505".equals(error.getSQLState());
    }
}
