package dev.assent.datasource.dialect;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** MySQL 8.0 and later, and what MariaDB has of it. Geometries and vectors are refused. */
public sealed class MySql implements Dialect permits MariaDb {
    private static final int ER_DUP_ENTRY = 1062;

    /**
     * As seconds since 1970, on which no session's time zone has a say; the zero date is 0. A sub-select would be computed
     * once for all rows of a batch that the driver sends at once.
     */
    private static final ColumnFormat TIMESTAMP = new ColumnFormat(
            ValueKind.DECIMAL,
            "UNIX_TIMESTAMP(%s)",
            "REPLACE(FROM_UNIXTIME(?), FROM_UNIXTIME(0), '0000-00-00 00:00:00')");

    /** When the table's file was written; null if that is not long ago, or not said. */
    private static final String FILE = """
            (SELECT COALESCE(/*M! MAX(UNIX_TIMESTAMP(IF(CREATE_TIME < NOW() - INTERVAL 2 SECOND, CREATE_TIME, NULL))), */ NULL)
              FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?)""";

    private static final String COLUMNS = """
            CONCAT_WS(' ', (
              SELECT SUM(CRC32(CONCAT_WS('|', ENGINE, TABLE_TYPE))) FROM INFORMATION_SCHEMA.TABLES
              WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?), (
              SELECT SUM(CRC32(CONCAT_WS('|', ORDINAL_POSITION, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLLATION_NAME, EXTRA)))
              FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?), (
              SELECT SUM(CRC32(CONCAT_WS('|', INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME, SUB_PART)))
              FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?))""";

    private static final String KEYS_TO_TABLES = """
            (SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', ID, FOR_NAME, REF_NAME, TYPE))), 0)
              FROM INFORMATION_SCHEMA.INNODB_SYS_FOREIGN)""";

    /** Changes with those above as well, except that a key may have been made anew for another column. */
    private static final String COLUMNS_OF_KEYS = """
            SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', ID, FOR_COL_NAME, REF_COL_NAME, POS))), 0)
            FROM INFORMATION_SCHEMA.INNODB_SYS_FOREIGN_COLS""";

    private static final String KEYS_TO_TABLE = """
            SELECT CONCAT_WS(' ', (
              SELECT SUM(CRC32(CONCAT_WS('|', CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME, UPDATE_RULE, DELETE_RULE)))
              FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS
              WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?), (
              SELECT SUM(CRC32(CONCAT_WS('|', CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME, ORDINAL_POSITION,
                COLUMN_NAME, REFERENCED_COLUMN_NAME)))
              FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE
              WHERE REFERENCED_TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?))""";

    static final String HIDES = """
            EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES
                    WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE = 'TEMPORARY')""";

    private static final String SESSION_AND_TABLE = session(HIDES);

    private static final String SESSION = session("""
            EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.SESSION_STATUS
                    WHERE VARIABLE_NAME = 'COM_CREATE_TEMPORARY_TABLE' AND VARIABLE_VALUE > 0)""");

    private final Folding folding;

    public MySql(Folding folding) {
        this.folding = folding;
    }

    @Override
    public Folding folding() {
        return folding;
    }

    @Override
    public String caution() {
        return "Assent is tested with MariaDB, which has the same dialect for the most part, and not with MySQL itself";
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public char quote() {
        return '`';
    }

    @Override
    public boolean schemasAreCatalogs() {
        return true;
    }

    @Override
    public Optional<ColumnFormat> form(int jdbcType, String typeName) {
        String type = typeName.toUpperCase(Locale.ROOT);
        if (type.equals("BIGINT UNSIGNED")) {
            return Optional.of(ColumnFormat.plain(ValueKind.DECIMAL));
        }
        return switch (type.replaceFirst("[ (].*", "")) {
            case "BIT" -> Optional.of(new ColumnFormat(ValueKind.DECIMAL, "CAST(%s AS UNSIGNED)", "?"));
            // a driver may read the one with a single digit as a truth value
            case "TINYINT" -> Optional.of(new ColumnFormat(ValueKind.INTEGER, "(%s + 0)", "?"));
            case "BOOLEAN", "BOOL", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT" ->
                Optional.of(ColumnFormat.plain(ValueKind.INTEGER));
            // spelt with six digits unless it is made a double
            case "FLOAT" -> Optional.of(new ColumnFormat(ValueKind.SPELT_DOUBLE, "(%s * 1e0)", "?"));
            case "DOUBLE" -> Optional.of(ColumnFormat.plain(ValueKind.SPELT_DOUBLE));
            case "DATE", "TIME", "DATETIME", "YEAR", "UUID", "INET4", "INET6" ->
                Optional.of(new ColumnFormat(ValueKind.TEXT, "CAST(%s AS CHAR)", "?"));
            case "TIMESTAMP" -> Optional.of(TIMESTAMP);
            case "ENUM", "SET", "JSON" -> Optional.of(ColumnFormat.plain(ValueKind.TEXT));
            case "GEOMETRY",
                    "POINT",
                    "LINESTRING",
                    "POLYGON",
                    "MULTIPOINT",
                    "MULTILINESTRING",
                    "MULTIPOLYGON",
                    "GEOMETRYCOLLECTION",
                    "GEOMCOLLECTION",
                    "VECTOR" -> Optional.empty();
            default -> Dialect.super.form(jdbcType, typeName);
        };
    }

    /** Only MariaDB counts the temporary tables that a session has made. */
    @Override
    public String sessionQuery() {
        return hides().isPresent() ? SESSION_AND_TABLE : SESSION;
    }

    private static String session(String temporary) {
        return """
                SELECT DATABASE(), '', %s,
                  CONCAT(IF(FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@SESSION.sql_mode), 'sql_mode NO_BACKSLASH_ESCAPES', ''),
                    IF(@@SESSION.sql_auto_is_null, 'sql_auto_is_null', ''),
                    IF(@@SESSION.sql_select_limit < 18446744073709551615, 'sql_select_limit', '')),
                  IF(FIND_IN_SET('PAD_CHAR_TO_FULL_LENGTH', @@SESSION.sql_mode), 'sql_mode PAD_CHAR_TO_FULL_LENGTH', ''), TRUE""".formatted(temporary);
    }

    @Override
    public Equality equality() {
        return new MySqlEquality();
    }

    @Override
    public String factsQuery() {
        return """
                SELECT 'TRIGGER', TRIGGER_NAME, EVENT_MANIPULATION FROM INFORMATION_SCHEMA.TRIGGERS
                WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?
                UNION ALL
                SELECT IF(t.TABLE_TYPE = 'TEMPORARY', 'TEMPORARY_TABLE', 'NO_TRANSACTIONS'), t.ENGINE, ''
                FROM INFORMATION_SCHEMA.TABLES t LEFT JOIN INFORMATION_SCHEMA.ENGINES e ON e.ENGINE = t.ENGINE
                WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ?
                  AND (t.TABLE_TYPE = 'TEMPORARY' OR COALESCE(e.TRANSACTIONS, 'NO') <> 'YES')
                UNION ALL
                SELECT 'ROW_PERIOD', COLUMN_NAME, '' FROM INFORMATION_SCHEMA.COLUMNS
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND GENERATION_EXPRESSION = 'ROW START'""";
    }

    /**
     * MariaDB writes the table's file anew with each change; it counts in seconds, so only after two of them it has surely seen
     * the last one. Until then, and on MySQL, the columns and indexes themselves are looked at, which takes longer. Foreign keys
     * to a table are seen at once by users with the privilege PROCESS alone: to look through all tables would take too long.
     */
    @Override
    public List<StampQuery> stampQueries() {
        return List.of(
                stamp(FILE, KEYS_TO_TABLES, COLUMNS_OF_KEYS),
                stamp(COLUMNS, KEYS_TO_TABLES, COLUMNS_OF_KEYS),
                stamp(FILE, "0", KEYS_TO_TABLE),
                stamp(COLUMNS, "0", KEYS_TO_TABLE));
    }

    private static StampQuery stamp(String table, String foreignKeys, String beside) {
        String text = """
                SELECT CONCAT(%s, ' ', (
                  SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', TRIGGER_NAME, EVENT_MANIPULATION, CREATED))), 0)
                  FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?), ' ', %s)""".formatted(table, foreignKeys);
        return new StampQuery(text, false, Optional.of(beside));
    }

    /** What a function declares about itself is not enforced. */
    @Override
    public String routinesQuery() {
        return "SELECT ROUTINE_NAME, TRUE, NULL, FALSE FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_TYPE = 'FUNCTION'";
    }

    /** The server's own views call its own functions. */
    @Override
    public String viewsQuery() {
        return "SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA NOT IN ('sys', 'mysql')";
    }

    @Override
    public boolean returnsOnlyLastInsertIds() {
        return true;
    }

    /** A driver may call a TINYINT(1) a bit. */
    @Override
    public String columnsQuery() {
        return """
                SELECT COLUMN_NAME, UPPER(CONCAT(DATA_TYPE, IF(COLUMN_TYPE LIKE '%unsigned%', ' UNSIGNED', ''))),
                  LOWER(EXTRA) LIKE '%on update%', FALSE FROM INFORMATION_SCHEMA.COLUMNS
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";
    }

    @Override
    public List<String> beforeUndo() {
        return List.of("""
                SET @assent_time_zone = @@SESSION.time_zone, @assent_sql_mode = @@SESSION.sql_mode,
                  SESSION time_zone = '+00:00',
                  SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'""");
    }

    @Override
    public List<String> afterUndo() {
        return List.of("SET SESSION time_zone = @assent_time_zone, SESSION sql_mode = @assent_sql_mode");
    }

    @Override
    public Optional<String> lockTimeoutsEndTransactions() {
        return Optional.of("SELECT @@GLOBAL.innodb_rollback_on_timeout");
    }

    @Override
    public boolean splitsRecords() {
        return true;
    }

    @Override
    public boolean isDuplicateKey(SQLException error) {
        return error.getErrorCode() == ER_DUP_ENTRY;
    }

    @Override
    public boolean takesSeveralStatements(String url) {
        return url.contains("allowMultiQueries=true");
    }

    @Override
    public boolean countsChangedRowsTwice() {
        return true;
    }

    @Override
    public boolean newRowsShowInTheText() {
        return true;
    }

    @Override
    public boolean backslashEscapes() {
        return true;
    }

    @Override
    public boolean dashesNeedBlank() {
        return true;
    }

    @Override
    public boolean hashStartsComment() {
        return true;
    }

    @Override
    public boolean doubleQuotesHoldText() {
        return true;
    }

    /** A plain SELECT would fix the moment as of which the application's own ones read. */
    @Override
    public String again() {
        return forUpdate();
    }

    @Override
    public boolean targetsStandBehindUsing() {
        return true;
    }

    @Override
    public boolean queriesReadSnapshots() {
        return true;
    }

    /** Its clock moves with every statement. */
    @Override
    public Set<String> unstableFunctions() {
        return Set.of(
                "RAND",
                "NEXTVAL",
                "UUID",
                "UUID_SHORT",
                "SYS_GUID",
                "NOW",
                "SYSDATE",
                "CURDATE",
                "CURTIME",
                "CURRENT_DATE",
                "CURRENT_TIME",
                "CURRENT_TIMESTAMP",
                "LOCALTIME",
                "LOCALTIMESTAMP",
                "UNIX_TIMESTAMP",
                "UTC_DATE",
                "UTC_TIME",
                "UTC_TIMESTAMP");
    }

    /** It counts in seconds. MariaDB need not wait at all; MySQL, which takes its comments for comments, waits a second. */
    @Override
    public List<String> limitLockWaits(Duration most) {
        String seconds = most.toSeconds() > 0 ? String.valueOf(most.toSeconds()) : "1 /*M! - 1 */";
        return List.of("""
                SET @assent_row_wait = @@SESSION.innodb_lock_wait_timeout, @assent_table_wait = @@SESSION.lock_wait_timeout,
                  SESSION innodb_lock_wait_timeout = %1$s, SESSION lock_wait_timeout = %1$s""".formatted(seconds));
    }

    @Override
    public List<String> unlimitLockWaits() {
        return List.of("SET SESSION innodb_lock_wait_timeout = @assent_row_wait,"
                + " SESSION lock_wait_timeout = @assent_table_wait");
    }
}
