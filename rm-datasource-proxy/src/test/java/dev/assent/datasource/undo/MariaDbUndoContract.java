package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A subclass brings a MariaDB server. */
public abstract class MariaDbUndoContract extends UndoContract {
    private static final List<String> TYPES = List.of(
            "bo TINYINT(1)",
            "si SMALLINT UNSIGNED",
            "mi MEDIUMINT",
            "bi BIGINT",
            "bu BIGINT UNSIGNED",
            "nu DECIMAL(38, 10)",
            "re FLOAT",
            "db DOUBLE",
            "ch CHAR(5)",
            "vc VARCHAR(100)",
            "tx LONGTEXT",
            "bn BINARY(4)",
            "vb VARBINARY(100)",
            "bl LONGBLOB",
            "da DATE",
            "tm TIME(6)",
            "dt DATETIME(6)",
            "ts TIMESTAMP(6) NULL",
            "ye YEAR",
            "bt BIT(1)",
            "bb BIT(64)",
            "js JSON",
            "en ENUM('red', 'green')",
            "se SET('a', 'b')",
            "uu UUID",
            "ip INET6",
            "ge BIGINT AS (bi / 2) VIRTUAL",
            "ou TIMESTAMP(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)");

    @Override
    protected List<String> types() {
        return TYPES;
    }

    @Override
    protected List<String> beforeTables() {
        return List.of("ALTER DATABASE CHARACTER SET utf8mb4");
    }

    @Override
    protected String lockTimeout() {
        return "SELECT CONCAT(@@innodb_lock_wait_timeout, @@lock_wait_timeout)";
    }

    @Override
    protected String shortLockTimeout() {
        return "SET innodb_lock_wait_timeout = 1";
    }

    @Override
    protected List<List<String>> samples() {
        return List.of(
                List.of(
                        "2",
                        "65535",
                        "-8388608",
                        "-9223372036854775808",
                        "18446744073709551615",
                        "-1234567890123456789012345678.0123456789",
                        "1.2345678",
                        "-2.2250738585072014E-308",
                        "'ab'",
                        "'grüße 😀 \"quoted\" \\\\ '' '",
                        "repeat('long €', 20000)",
                        "x'00ff'",
                        "x'00ff10'",
                        "x'0001ff'",
                        "'0001-01-01'",
                        "'-838:59:59'",
                        "'9999-12-31 23:59:59.999999'",
                        "FROM_UNIXTIME(1729989000.000001)",
                        "1901",
                        "b'1'",
                        "0xffffffffffffffff",
                        "'{\"b\": [1,  null, 1.10]}'",
                        "'green'",
                        "'a,b'",
                        "'3f2504e0-4f89-11d3-9a0c-0305e82c3301'",
                        "'::1'",
                        "DEFAULT",
                        "'2001-01-01 00:00:00'"),
                List.of(
                        "-128",
                        "0",
                        "8388607",
                        "9223372036854775807",
                        "0",
                        "0.10",
                        "3.40282e38",
                        "1.7976931348623157E308",
                        "'abcde'",
                        "''",
                        "''",
                        "x'01020304'",
                        "x''",
                        "x''",
                        "'2024-02-29'",
                        "'838:59:59'",
                        "'0001-01-01 00:00:00'",
                        "FROM_UNIXTIME(1729992600.5)",
                        "2155",
                        "b'0'",
                        "0",
                        "'null'",
                        "'red'",
                        "''",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'2001:db8::ff00:42:8329'",
                        "DEFAULT",
                        "'2001-01-01 00:00:00'"),
                Stream.of(TYPES)
                        .flatMap(List::stream)
                        .map(type -> type.startsWith("ge") ? "DEFAULT" : "NULL")
                        .toList());
    }

    @Test
    void zeroDatesAndZeroKeysComeBackInStrictMode() throws SQLException {
        Tables.run(
                connection(),
                "CREATE TABLE kinds (id INT AUTO_INCREMENT PRIMARY KEY, da DATE, dt DATETIME, ts TIMESTAMP NULL)",
                "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                "INSERT INTO kinds VALUES (0, '0000-00-00', '2024-02-31 00:00:00', '0000-00-00')",
                "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'");
        String all = "SELECT concat_ws('/', id, da, dt, ts) FROM kinds";
        var before = Tables.column(connection(), all);
        Phase1 branch = new Phase1(connection(), metas());
        branch.delete("kinds", "WHERE id = 0");
        branch.commit(XID, BRANCH);

        assertThat(undo()).isEqualTo(new UndoResult.Undone());

        assertThat(Tables.column(connection(), all)).isEqualTo(before);
        assertThat(Tables.column(connection(), "SELECT @@SESSION.sql_mode"))
                .containsExactly("STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE");
    }

    @Test
    void rowsThatAreSentTogetherKeepTheirOwnTimestamps() throws SQLException {
        Tables.run(
                connection(),
                "CREATE TABLE kinds (id INT PRIMARY KEY, ts TIMESTAMP(6) NULL)",
                "SET SESSION sql_mode = ''",
                "INSERT INTO kinds VALUES (1, '2024-01-01'), (2, '2023-02-02 02:02:02.000002'), (3, '0000-00-00'), (4, NULL),"
                        + " (5, '1970-01-02')");
        var before = Tables.dump(connection(), "kinds");
        Phase1 branch = new Phase1(connection(), metas());
        branch.delete("kinds", "WHERE id > 0");
        branch.commit(XID, BRANCH);

        assertThat(undo()).isEqualTo(new UndoResult.Undone());

        assertThat(Tables.dump(connection(), "kinds")).isEqualTo(before);
    }

    @Test
    void anotherTimeZoneAtTheUndoDoesNotMatter() throws SQLException {
        Tables.run(
                connection(),
                "CREATE TABLE kinds (id INT PRIMARY KEY, ts TIMESTAMP)",
                "SET time_zone = '+01:00'",
                "INSERT INTO kinds VALUES (1, '2024-10-27 02:30:00')");
        var before = Tables.dump(connection(), "kinds");
        Phase1 branch = new Phase1(connection(), metas());
        branch.update("kinds", "ts = '2020-01-01'", "WHERE id = 1", "ts");
        branch.commit(XID, BRANCH);
        Tables.run(connection(), "SET time_zone = '-05:00'");

        assertThat(undo()).isEqualTo(new UndoResult.Undone());

        Tables.run(connection(), "SET time_zone = '+01:00'");
        assertThat(Tables.dump(connection(), "kinds")).isEqualTo(before);
    }
}
