package dev.assent.datasource.dialect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** H2 2.x. Rows of Java objects, arrays and geometries are refused. */
public record H2(Folding folding) implements Dialect {
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
                  EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'LOCAL TEMPORARY'), '', ''""";
    }

    @Override
    public String factsQuery() {
        return """
                SELECT 'TRIGGER', TRIGGER_NAME, EVENT_MANIPULATION FROM INFORMATION_SCHEMA.TRIGGERS
                WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?
                UNION ALL
                SELECT 'TEMPORARY_TABLE', TABLE_TYPE, '' FROM INFORMATION_SCHEMA.TABLES
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE LIKE '%TEMPORARY'""";
    }

    @Override
    public Equality equality() {
        return new H2Equality();
    }

    @Override
    public List<String> stampQueries() {
        return List.of("""
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
                    UNIQUE_CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE))) FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS))""");
    }

    @Override
    public String routinesQuery() {
        return "SELECT ROUTINE_NAME, TRUE FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_TYPE = 'FUNCTION'";
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
