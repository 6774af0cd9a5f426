package dev.assent.datasource.dialect;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** H2 2.x. Rows of Java objects, arrays and geometries are refused. */
public record H2(Folding folding) implements Dialect {
    /**
     * A plain SELECT by a key takes its values from the index, which keeps the old spelling of a text that changes its case alone
     * ({@code VARCHAR_IGNORECASE}).
     */
    @Override
    public String again() {
        return forUpdate();
    }

    @Override
    public boolean statementsOfOneTextFailTogether() {
        return true;
    }

    @Override
    public boolean statementsOfOneTextAreAllCounted() {
        return false;
    }

    @Override
    public boolean newReferencesIgnoreLocks() {
        return true;
    }

    @Override
    public boolean finalTables() {
        return true;
    }

    @Override
    public String returning(String insert, String columns, String alias) {
        return "SELECT " + columns + "\nFROM FINAL TABLE (" + insert + "\n) " + alias;
    }

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String resourceId(String url) {
        return DatabaseUrl.h2(url).replace(',', '|');
    }

    @Override
    public Optional<ColumnFormat> form(int jdbcType, String typeName) {
        if (jdbcType == Types.ARRAY) {
            return Optional.empty(); // its name begins with that of its elements
        }
        if (typeName.startsWith("INTERVAL") || typeName.equals("TIME WITH TIME ZONE") || typeName.equals("DECFLOAT")) {
            return Optional.of(new ColumnFormat(ValueKind.TEXT, "CAST(%s AS VARCHAR)", "?"));
        }
        if (typeName.startsWith("ENUM(")) {
            return Optional.of(ColumnFormat.plain(ValueKind.TEXT));
        }
        return switch (typeName) {
            case "UUID" -> Optional.of(ColumnFormat.plain(ValueKind.UUID));
            case "JSON" -> Optional.of(new ColumnFormat(ValueKind.TEXT, "%s", "? FORMAT JSON"));
            default -> Dialect.super.form(jdbcType, typeName);
        };
    }

    @Override
    public String sessionQuery() {
        return """
                SELECT SCHEMA(), '',
                  EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'LOCAL TEMPORARY'), '', '', TRUE""";
    }

    @Override
    public String factsQuery() {
        return """
                SELECT 'TRIGGER', TRIGGER_NAME, EVENT_MANIPULATION FROM INFORMATION_SCHEMA.TRIGGERS
                WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?
                UNION ALL
                SELECT 'TEMPORARY_TABLE', TABLE_TYPE, '' FROM INFORMATION_SCHEMA.TABLES
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE LIKE '%TEMPORARY'
                UNION ALL
                SELECT 'UNKNOWN_FUNCTION', r.ROUTINE_NAME, '' FROM INFORMATION_SCHEMA.ROUTINES r
                WHERE EXISTS (
                  SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS c LEFT JOIN INFORMATION_SCHEMA.DOMAINS d
                    ON d.DOMAIN_SCHEMA = c.DOMAIN_SCHEMA AND d.DOMAIN_NAME = c.DOMAIN_NAME
                  WHERE c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ? AND INSTR(CONCAT_WS(' ', c.COLUMN_DEFAULT, c.COLUMN_ON_UPDATE,
                    c.GENERATION_EXPRESSION, d.DOMAIN_DEFAULT, d.DOMAIN_ON_UPDATE), '"' || r.ROUTINE_NAME || '"(') > 0)
                OR EXISTS (
                  SELECT 1 FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS k LEFT JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
                    ON t.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = k.CONSTRAINT_NAME
                  WHERE (t.TABLE_NAME IS NULL OR (t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ?))
                    AND INSTR(k.CHECK_CLAUSE, '"' || r.ROUTINE_NAME || '"(') > 0)""";
    }

    @Override
    public Equality equality() {
        return new H2Equality();
    }

    @Override
    public List<StampQuery> stampQueries() {
        return List.of(new StampQuery("""
                SELECT CONCAT_WS(' ',
                  (SELECT SUM(ORA_HASH(CONCAT_WS('|', ORDINAL_POSITION, COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH,
                    NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT, COLUMN_ON_UPDATE,
                    IS_GENERATED, IS_IDENTITY, DOMAIN_NAME))) FROM INFORMATION_SCHEMA.COLUMNS
                   WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?),
                  (SELECT SUM(ORA_HASH(CONCAT_WS('|', INDEX_NAME, ORDINAL_POSITION, COLUMN_NAME, IS_UNIQUE)))
                   FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?),
                  (SELECT SUM(ORA_HASH(CONCAT_WS('|', TRIGGER_NAME, EVENT_MANIPULATION))) FROM INFORMATION_SCHEMA.TRIGGERS
                   WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?),
                  (SELECT SUM(ORA_HASH(CONCAT_WS('|', CONSTRAINT_SCHEMA, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA,
                    UNIQUE_CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE))) FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS))""", false, Optional.empty()));
    }

    @Override
    public String routinesQuery() {
        return """
                SELECT ROUTINE_NAME, TRUE, NULL, FALSE FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_TYPE <> 'PROCEDURE'
                UNION ALL
                SELECT TRIGGER_NAME, TRUE, NULL, FALSE FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_MANIPULATION = 'SELECT'""";
    }

    /** A trigger may run for a SELECT. */
    @Override
    public Optional<String> callersQuery() {
        return Optional.of("""
                SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS
                UNION ALL
                SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_MANIPULATION = 'SELECT'
                UNION ALL
                SELECT d.DOMAIN_NAME, CONCAT_WS(' ', d.DOMAIN_DEFAULT, d.DOMAIN_ON_UPDATE, d.PARENT_DOMAIN_NAME, k.CHECK_CLAUSE)
                FROM INFORMATION_SCHEMA.DOMAINS d LEFT JOIN INFORMATION_SCHEMA.DOMAIN_CONSTRAINTS c
                  ON c.DOMAIN_SCHEMA = d.DOMAIN_SCHEMA AND c.DOMAIN_NAME = d.DOMAIN_NAME
                LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS k
                  ON k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME""");
    }

    @Override
    public String overriding() {
        return " OVERRIDING SYSTEM VALUE";
    }

    @Override
    public String columnsQuery() {
        return """
                SELECT COLUMN_NAME, '', COLUMN_ON_UPDATE IS NOT NULL, FALSE FROM INFORMATION_SCHEMA.COLUMNS
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?""";
    }

    @Override
    public boolean slashesStartComment() {
        return true;
    }

    @Override
    public boolean merges() {
        return true;
    }

    @Override
    public boolean dollarQuotes() {
        return true;
    }

    /** Its clock stands still within a transaction. */
    @Override
    public Set<String> unstableFunctions() {
        return Set.of("RAND", "RANDOM", "NEXTVAL", "RANDOM_UUID", "UUID", "ROWNUM");
    }

    @Override
    public List<String> limitLockWaits(Duration most) {
        return List.of("SET @assent_lock_wait = LOCK_TIMEOUT()", "SET LOCK_TIMEOUT " + most.toMillis());
    }

    @Override
    public List<String> unlimitLockWaits() {
        return List.of("SET LOCK_TIMEOUT @assent_lock_wait");
    }
}
