package dev.assent.databases;

import dev.assent.datasource.SeataRowsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresSeataRowsTest extends SeataRowsContract {
    private final DataSource target;

    PostgresSeataRowsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> columns() {
        return List.of(
                "flag BOOLEAN",
                "small SMALLINT",
                "big BIGINT",
                "price NUMERIC(12, 3)",
                "anyprice NUMERIC",
                "approx REAL",
                "dbl DOUBLE PRECISION",
                "code CHAR(5)",
                "name VARCHAR(40)",
                "note TEXT",
                "pic BYTEA",
                "day DATE",
                "at TIME(0)",
                "made TIMESTAMP",
                "seen TIMESTAMPTZ",
                "uid UUID",
                "doc JSONB",
                "gen BIGINT GENERATED ALWAYS AS (big + 1) STORED");
    }

    @Override
    protected List<String> values() {
        String some =
                "TRUE, -3, 9007199254740993, 12.340, 1.500, 1.1, -0.1, 'ab', 'it''s \"q\" \\ ü😀', 'long', '\\x00ff',"
                        + " '1999-12-31', '23:59:59', '2024-02-29 12:34:56.12345', '2024-02-29 12:34:56.5+02',"
                        + " '3f2504e0-4f89-11d3-9a0c-0305e82c3301', '{\"a\": [1, null]}', DEFAULT";
        String other = "FALSE, 7, -1, 0.100, 1e10, 2.5, 1E300, 'xyz', '', '', '', '1900-01-01', '00:00:00',"
                + " '2024-10-27 02:30:00', '2024-10-27 01:30:00Z', '00000000-0000-0000-0000-000000000000', '7', DEFAULT";
        String none =
                "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " DEFAULT";
        return List.of(some, other, some.replace("12.340", "99.999"), none);
    }
}
