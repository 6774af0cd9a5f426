package dev.assent.datasource;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

final class H2TypesTest extends TypesContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    /** H2 lists no types; these are its manual's, with the forms of each. */
    @Override
    protected List<String> types() throws SQLException {
        run("CREATE DOMAIN short AS VARCHAR(20)", "CREATE DOMAIN moment AS TIMESTAMP WITH TIME ZONE");
        return List.of(
                "CHAR(30)",
                "VARCHAR(30)",
                "VARCHAR_IGNORECASE(30)",
                "CLOB",
                "BINARY(8)",
                "VARBINARY(30)",
                "BLOB",
                "BOOLEAN",
                "TINYINT",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "NUMERIC(20, 5)",
                "NUMERIC(20, 0)",
                "REAL",
                "DOUBLE PRECISION",
                "DECFLOAT",
                "FLOAT(20)",
                "DATE",
                "TIME(9)",
                "TIME WITH TIME ZONE",
                "TIMESTAMP(9)",
                "TIMESTAMP WITH TIME ZONE",
                "INTERVAL YEAR",
                "INTERVAL MONTH",
                "INTERVAL DAY",
                "INTERVAL HOUR",
                "INTERVAL MINUTE",
                "INTERVAL SECOND",
                "INTERVAL YEAR TO MONTH",
                "INTERVAL DAY TO SECOND",
                "INTERVAL DAY TO HOUR",
                "INTERVAL HOUR TO SECOND",
                "JAVA_OBJECT",
                "ENUM('a', '1')",
                "GEOMETRY",
                "JSON",
                "UUID",
                "INTEGER ARRAY",
                "VARCHAR(10) ARRAY[9]",
                "INTERVAL DAY ARRAY",
                "ENUM('a', 'b') ARRAY",
                "ROW(a INT, b VARCHAR(9))",
                "short",
                "moment");
    }

    @Override
    protected List<String> literals() {
        return List.of(
                "X'00ff'",
                "X''",
                "X'0102030405060708'",
                "INTERVAL '1' YEAR",
                "INTERVAL '-3' MONTH",
                "INTERVAL '2' DAY",
                "INTERVAL '2' HOUR",
                "INTERVAL '2' MINUTE",
                "INTERVAL '2.000000001' SECOND",
                "INTERVAL '1-2' YEAR TO MONTH",
                "INTERVAL '1 02:03:04.5' DAY TO SECOND",
                "JSON '{\"a\":1}'",
                "JSON 'null'",
                "ARRAY[1, 2]",
                "ARRAY[]",
                "ROW(1, 'x')",
                "'POINT (1 2)'",
                "TRUE");
    }

    @Override
    protected List<String> refused() {
        return List.of(
                "JAVA_OBJECT",
                "GEOMETRY",
                "INTEGER ARRAY",
                "VARCHAR(10) ARRAY[9]",
                "INTERVAL DAY ARRAY",
                "ENUM('a', 'b') ARRAY",
                "ROW(a INT, b VARCHAR(9))");
    }

    @Override
    protected String otherSettings() {
        return "SET TIME ZONE 'Asia/Tokyo'";
    }
}
