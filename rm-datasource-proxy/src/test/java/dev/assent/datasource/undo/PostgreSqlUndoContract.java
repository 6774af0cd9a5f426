package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A subclass brings a PostgreSQL server. */
public abstract class PostgreSqlUndoContract extends UndoContract {
    private static final List<String> TYPES = List.of(
            "bo BOOLEAN",
            "si SMALLINT",
            "bi BIGINT",
            "nu NUMERIC(38, 10)",
            "nx NUMERIC",
            "re REAL",
            "db DOUBLE PRECISION",
            "ch CHAR(5)",
            "vc VARCHAR(100)",
            "tx TEXT",
            "by BYTEA",
            "da DATE",
            "tm TIME",
            "tz TIME WITH TIME ZONE",
            "ts TIMESTAMP",
            "tt TIMESTAMPTZ",
            "iv INTERVAL",
            "uu UUID",
            "js JSON",
            "jb JSONB",
            "ia INT[]",
            "ta TEXT[]",
            "bt BIT(12)",
            "vb VARBIT(12)",
            "ip INET",
            "pt POINT",
            "ra INT4RANGE",
            "xm XML",
            "mo MONEY",
            "en \"Mood\"",
            "ge BIGINT GENERATED ALWAYS AS (bi / 2) STORED");

    @Override
    protected List<String> types() {
        return TYPES;
    }

    @Override
    protected List<String> beforeTables() {
        return List.of("DROP TYPE IF EXISTS \"Mood\" CASCADE", "CREATE TYPE \"Mood\" AS ENUM ('so so', 'happy')");
    }

    @Override
    protected String lockTimeout() {
        return "SHOW lock_timeout";
    }

    @Override
    protected String shortLockTimeout() {
        return "SET lock_timeout = 50";
    }

    @Override
    protected List<List<String>> samples() {
        return List.of(
                List.of(
                        "TRUE",
                        "-32768",
                        "-9223372036854775808",
                        "-1234567890123456789012345678.0123456789",
                        "'NaN'",
                        "'NaN'",
                        "'-0'",
                        "'ab'",
                        "'grüße 😀 \"quoted\" \\ '",
                        "repeat('long €', 20000)",
                        "'\\x00ff10'",
                        "'0044-03-15 BC'",
                        "'24:00:00'",
                        "'10:00:00.5+05:30'",
                        "'infinity'",
                        "'2024-10-27 02:30:00.000001+02'",
                        "'1 year 2 mons -3 days 04:05:06.000007'",
                        "'3f2504e0-4f89-11d3-9a0c-0305e82c3301'",
                        "'{\"b\": [1,  null, \"x\"], \"b\": 2}'",
                        "'{\"b\": [1,  null, 1.10]}'",
                        "'[2:3]={1,NULL}'",
                        "'{\"a b\",\"NULL\",NULL,\"q\\\"\"}'",
                        "B'101010101010'",
                        "B'1'",
                        "'192.168.0.1/24'",
                        "'(1.1,-0)'",
                        "'[1,10)'",
                        "'<a>1</a>'",
                        "'12.34'",
                        "'so so'",
                        "DEFAULT"),
                List.of(
                        "FALSE",
                        "32767",
                        "9223372036854775807",
                        "0.10",
                        "1.2300e100",
                        "1.1",
                        "'-Infinity'",
                        "'abcde'",
                        "''",
                        "''",
                        "''",
                        "'-infinity'",
                        "'00:00:00'",
                        "'00:00:00-15:59'",
                        "'4713-01-01 00:00:00 BC'",
                        "'0044-03-15 12:00:00.5+00 BC'",
                        "'0'",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'null'",
                        "'null'",
                        "'{}'",
                        "'{{a,b},{c,d}}'",
                        "B'000000000000'",
                        "B''",
                        "'::1'",
                        "'(NaN,Infinity)'",
                        "'empty'",
                        "'text'",
                        "'-0.01'",
                        "'happy'",
                        "DEFAULT"),
                Stream.concat(Collections.nCopies(TYPES.size() - 1, "NULL").stream(), Stream.of("DEFAULT"))
                        .toList());
    }

    @Test
    void anotherTimeZoneAtTheUndoDoesNotMatter() throws SQLException {
        Tables.run(
                connection(),
                "CREATE TABLE kinds (id INT PRIMARY KEY, tt TIMESTAMPTZ)",
                "INSERT INTO kinds VALUES (1, '2024-10-27 00:30:00Z')");
        var before = Tables.dump(connection(), "kinds");
        Phase1 branch = new Phase1(connection(), metas());
        branch.delete("kinds", "WHERE id = 1");
        branch.insert("kinds", "INSERT INTO kinds VALUES (2, '2024-10-27 01:30:00Z')", "WHERE id = 2");
        branch.commit(XID, BRANCH);
        Tables.run(connection(), "SET TIME ZONE 'Asia/Kathmandu'");

        assertThat(undo()).isEqualTo(new UndoResult.Undone());

        Tables.run(connection(), "SET TIME ZONE DEFAULT");
        assertThat(Tables.dump(connection(), "kinds")).hasSize(1).isEqualTo(before);
    }

    @Test
    void identityAlwaysGetsItsOwnValueBack() throws SQLException {
        Tables.run(
                connection(),
                "CREATE TABLE kinds (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a INT)",
                "INSERT INTO kinds (a) VALUES (10), (20)");
        var before = Tables.dump(connection(), "kinds");
        Phase1 branch = new Phase1(connection(), metas());
        branch.delete("kinds", "WHERE id = 1");
        branch.commit(XID, BRANCH);

        assertThat(undo()).isEqualTo(new UndoResult.Undone());

        assertThat(Tables.dump(connection(), "kinds")).isEqualTo(before);
    }
}
