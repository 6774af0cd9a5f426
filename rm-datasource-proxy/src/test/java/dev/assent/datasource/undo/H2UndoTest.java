package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;

final class H2UndoTest extends UndoContract {
    private static final String URL = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection(URL);
    }

    @Override
    protected List<String> types() {
        return List.of(
                "bo BOOLEAN",
                "ti TINYINT",
                "bi BIGINT",
                "nu NUMERIC(38, 10)",
                "df DECFLOAT",
                "re REAL",
                "db DOUBLE PRECISION",
                "ch CHAR(5)",
                "vc VARCHAR(100)",
                "ic VARCHAR_IGNORECASE(100)",
                "cl CLOB",
                "bn BINARY(4)",
                "vb VARBINARY(100)",
                "bl BLOB",
                "da DATE",
                "tm TIME(9)",
                "tz TIME(9) WITH TIME ZONE",
                "ts TIMESTAMP(9)",
                "tt TIMESTAMP(9) WITH TIME ZONE",
                "iv INTERVAL DAY TO SECOND",
                "uu UUID",
                "en ENUM('red', 'green')",
                "js JSON",
                "ge BIGINT GENERATED ALWAYS AS (bi / 2)",
                "ou TIMESTAMP(9) DEFAULT CURRENT_TIMESTAMP(9) ON UPDATE CURRENT_TIMESTAMP(9)");
    }

    @Override
    protected String lockTimeout() {
        return "SELECT LOCK_TIMEOUT()";
    }

    @Override
    protected String shortLockTimeout() {
        return "SET LOCK_TIMEOUT 50";
    }

    @Override
    protected List<List<String>> samples() {
        return List.of(
                List.of(
                        "TRUE",
                        "-128",
                        "-9223372036854775808",
                        "-1234567890123456789012345678.0123456789",
                        "1.2300E100",
                        "CAST('NaN' AS REAL)",
                        "-0.0",
                        "'ab'",
                        "'grüße 😀 \"quoted\" \\ '",
                        "'MiXeD'",
                        "REPEAT('long €', 20000)",
                        "X'00ff10'",
                        "X''",
                        "CAST(X'0001' || X'ff' AS BLOB)",
                        "DATE '-0044-03-15'",
                        "TIME '23:59:59.999999999'",
                        "TIME '10:00:00.5+05:30'",
                        "TIMESTAMP '9999-12-31 23:59:59.999999999'",
                        "TIMESTAMP '2024-10-27 02:30:00.000000001+02'",
                        "INTERVAL '1 02:03:04.5' DAY TO SECOND",
                        "'3f2504e0-4f89-11d3-9a0c-0305e82c3301'",
                        "'green'",
                        "JSON '{\"a\": [1, null, \"x\"]}'",
                        "DEFAULT",
                        "TIMESTAMP '2001-01-01 00:00:00'"),
                List.of(
                        "FALSE",
                        "127",
                        "9223372036854775807",
                        "0.10",
                        "CAST('-Infinity' AS DECFLOAT)",
                        "1.1",
                        "CAST('Infinity' AS DOUBLE PRECISION)",
                        "'abcde'",
                        "''",
                        "'mixed'",
                        "''",
                        "X'01020304'",
                        "X'00'",
                        "X''",
                        "DATE '20000-02-29'",
                        "TIME '00:00:00'",
                        "TIME '00:00:00-18:00'",
                        "TIMESTAMP '0001-01-01 00:00:00'",
                        "TIMESTAMP '2024-10-27 02:30:00.000000001+01'",
                        "INTERVAL '-0 00:00:01' DAY TO SECOND",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'red'",
                        "JSON '\"text\"'",
                        "DEFAULT",
                        "TIMESTAMP '2001-01-01 00:00:00'"),
                java.util.stream.Stream.concat(
                                java.util.Collections.nCopies(23, "NULL").stream(),
                                java.util.stream.Stream.of("DEFAULT", "NULL"))
                        .toList());
    }

    @Test
    void aTriggerThatKnowsBetterIsRefused() throws SQLException {
        Tables.run(
                connection(),
                "CREATE TRIGGER known_better BEFORE UPDATE ON account FOR EACH ROW CALL '" + AddOne.class.getName()
                        + "'");
        Phase1 branch = new Phase1(connection(), metas());
        branch.update("account", "a = 50", "WHERE id = 1", "a");
        branch.commit(XID, BRANCH);
        var ours = accounts();

        UndoResult result = undo();

        assertThat(result).isInstanceOf(UndoResult.Refused.class);
        assertThat(((UndoResult.Refused) result).reason()).hasMessageStartingWith("ASN-4315: ");
        assertThat(accounts()).isEqualTo(ours);
    }

    /** Called by the database. */
    public static final class AddOne implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            after[1] = (Integer) after[1] + 1;
        }
    }
}
