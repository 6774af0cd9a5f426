package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The types of each database, with values that like to collide. */
final class Types {
    static final ColumnType INT = ColumnType.numbers("INT");
    static final ColumnType TEXT = ColumnType.texts("VARCHAR(60)", "a", "b", "A", "x y", "é", "", "it's", "1");

    private static final List<ColumnType> COMMON = List.of(
            INT,
            TEXT,
            ColumnType.numbers("BIGINT"),
            ColumnType.numbers("SMALLINT"),
            ColumnType.texts("CHAR(4)", "a", "bb", "cccc", "A"),
            new ColumnType(
                    "DECIMAL(10,2)",
                    true,
                    List.of(
                            new Sample("1", new BigDecimal("1")),
                            new Sample("1.50", new BigDecimal("1.50")),
                            new Sample("-7.255", new BigDecimal("-7.255")),
                            new Sample("99999999.99", new BigDecimal("99999999.99")))),
            new ColumnType(
                    "DATE",
                    true,
                    List.of(
                            new Sample("DATE '2020-02-29'", LocalDate.of(2020, 2, 29)),
                            new Sample("DATE '1999-12-31'", LocalDate.of(1999, 12, 31)),
                            Sample.of("'2001-01-01'"))),
            ColumnType.spelt("TIME", false, "'10:00:00'", "'23:59:59'"));

    private static final String[] JSONS = {"'{\"a\": 1}'", "'[1, 2]'", "'null'"};

    private static final List<ColumnType> H2 = List.of(
            ColumnType.spelt("DOUBLE PRECISION", false, "0.1", "-0.0", "1e300", "3"),
            ColumnType.spelt("REAL", false, "0.1", "-2.5"),
            ColumnType.spelt("TIMESTAMP(3)", false, "TIMESTAMP '2020-01-01 10:00:00.123'", "'1970-01-01 00:00:00'"),
            ColumnType.spelt(
                    "TIMESTAMP WITH TIME ZONE", false, "'2020-01-01 10:00:00+02:00'", "'2020-06-01 10:00:00Z'"),
            ColumnType.spelt("BOOLEAN", false, "TRUE", "FALSE"),
            ColumnType.spelt("VARBINARY(20)", false, "X'00ff'", "X''"),
            ColumnType.spelt("CLOB", false, "'text'", "''"),
            ColumnType.spelt("BLOB", false, "X'0102'", "X''"),
            ColumnType.spelt("JSON", false, "JSON '{\"a\": 1}'", "JSON '[1]'"),
            ColumnType.spelt("INTERVAL DAY TO SECOND", false, "INTERVAL '1 10:00:00' DAY TO SECOND"),
            ColumnType.spelt("NUMERIC(20,4)", false, "1.5", "2.12345"),
            ColumnType.spelt(
                    "UUID", true, "'00000000-0000-0000-0000-000000000001'", "'a0000000-0000-0000-0000-000000000002'"));

    private static final List<ColumnType> POSTGRES = List.of(
            ColumnType.spelt("DOUBLE PRECISION", false, "0.1", "'-0'", "'NaN'", "'Infinity'", "1e300"),
            ColumnType.spelt("REAL", false, "0.1", "-2.5"),
            ColumnType.spelt("NUMERIC", false, "1", "1.00", "1e20", "'NaN'"),
            ColumnType.spelt("TIMESTAMP", false, "'2020-01-01 10:00:00.123456'", "'infinity'"),
            ColumnType.spelt("TIMESTAMPTZ", false, "'2020-01-01 10:00:00+02'", "'2020-06-01 10:00:00Z'"),
            ColumnType.spelt("BOOLEAN", true, "TRUE", "FALSE"),
            ColumnType.spelt("BYTEA", false, "'\\x00ff'::bytea", "''::bytea"),
            ColumnType.spelt("TEXT", true, "'text'", "'Text'", "''"),
            ColumnType.spelt("JSON", false, JSONS),
            ColumnType.spelt("JSONB", false, JSONS),
            ColumnType.spelt("INT[]", false, "'{1,2}'", "ARRAY[3]", "'{}'"),
            ColumnType.spelt("INTERVAL", false, "'1 day 2 hours'", "'-3 months'"),
            ColumnType.spelt("BIT(8)", false, "B'00001111'", "B'11111111'"),
            ColumnType.spelt("INT4RANGE", false, "'[1,5)'", "'empty'"),
            ColumnType.spelt(
                    "UUID", true, "'00000000-0000-0000-0000-000000000001'", "'a0000000-0000-0000-0000-000000000002'"));

    private static final List<ColumnType> MARIADB = List.of(
            ColumnType.spelt("DOUBLE", false, "0.1", "1e300", "-3"),
            ColumnType.spelt("FLOAT", false, "0.1", "-2.5"),
            ColumnType.spelt("BIGINT UNSIGNED", false, "18446744073709551615", "1"),
            ColumnType.spelt("TINYINT", true, "-1", "1", "127"),
            ColumnType.spelt("DATETIME(3)", false, "'2020-01-01 10:00:00.123'", "'1970-01-02 00:00:00'"),
            ColumnType.spelt("DATETIME", false, "'2020-01-01 10:00:00.9'", "'1970-01-02 00:00:00'"),
            ColumnType.spelt("TIMESTAMP NULL", false, "'2020-01-01 10:00:00'", "'2020-06-01 10:00:00'"),
            ColumnType.spelt("BOOLEAN", false, "TRUE", "FALSE"),
            ColumnType.spelt("VARBINARY(20)", false, "x'00ff'", "''"),
            ColumnType.spelt("BIT(8)", false, "b'00001111'", "255"),
            ColumnType.spelt("ENUM('a','b','c')", false, "'a'", "'b'", "3"),
            ColumnType.spelt("SET('a','b','c')", false, "'a,b'", "''", "7"),
            ColumnType.spelt("JSON", false, JSONS),
            ColumnType.spelt("TEXT", false, "'text'", "''"),
            ColumnType.spelt("BLOB", false, "x'0102'", "''"),
            ColumnType.spelt("YEAR", false, "2020", "1999"));

    private Types() {}

    static List<ColumnType> of(DatabaseKind kind) {
        List<ColumnType> own = switch (kind) {
            case H2 -> H2;
            case POSTGRES -> POSTGRES;
            case MARIADB -> MARIADB;
        };
        return Stream.concat(COMMON.stream(), own.stream()).toList();
    }

    static List<ColumnType> keys(DatabaseKind kind) {
        return of(kind).stream().filter(ColumnType::isKey).toList();
    }
}
