package dev.assent.datasource;

import java.util.List;
import javax.sql.DataSource;

/** Seata has no client for H2; what the contract says of JSON and types holds there too. */
final class H2SeataRowsTest extends SeataRowsContract {
    private final DataSource target = H2Databases.fresh();

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
                "approx REAL",
                "dbl DOUBLE PRECISION",
                "code CHAR(5)",
                "name VARCHAR(40)",
                "note CLOB",
                "pic BLOB",
                "dated DATE",
                "at TIME(0)",
                "made TIMESTAMP(6)",
                "uid UUID",
                "gen BIGINT GENERATED ALWAYS AS (big + 1)");
    }

    @Override
    protected List<String> values() {
        String some = "TRUE, -3, 9007199254740993, 12.340, 1.1, -0.1, 'ab', 'it''s \"q\" \\ ü😀', 'long', X'00ff',"
                + " DATE '1999-12-31', TIME '23:59:59', TIMESTAMP '2024-02-29 12:34:56.123456',"
                + " '3f2504e0-4f89-11d3-9a0c-0305e82c3301', DEFAULT";
        String other = "FALSE, 7, -1, 0.100, 2.5, 1E300, 'xyz', '', '', X'', DATE '0001-01-01', TIME '00:00:00',"
                + " TIMESTAMP '2024-10-27 02:30:00.5', '00000000-0000-0000-0000-000000000000', DEFAULT";
        String none = "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT";
        return List.of(some, other, some.replace("12.340", "99.999"), none);
    }
}
