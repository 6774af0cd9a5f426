package dev.assent.databases;

import dev.assent.datasource.TypesContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbTypesTest extends TypesContract {
    private final DataSource target;

    MariaDbTypesTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }

    /** The help tables are empty on a new server; these are the manual's types, with the forms of each. */
    @Override
    protected List<String> types() {
        return List.of(
                "TINYINT",
                "TINYINT(1)",
                "TINYINT UNSIGNED",
                "SMALLINT",
                "SMALLINT UNSIGNED ZEROFILL",
                "MEDIUMINT",
                "INT",
                "INT UNSIGNED",
                "BIGINT",
                "BIGINT UNSIGNED",
                "BIGINT UNSIGNED ZEROFILL",
                "DECIMAL(30, 9)",
                "DECIMAL(20, 0) UNSIGNED",
                "FLOAT",
                "FLOAT(7, 3)",
                "FLOAT UNSIGNED",
                "DOUBLE",
                "DOUBLE(20, 4)",
                "DOUBLE UNSIGNED",
                "REAL",
                "BIT(1)",
                "BIT(8)",
                "BIT(64)",
                "BOOLEAN",
                "CHAR(30)",
                "VARCHAR(30)",
                "VARCHAR(30) CHARACTER SET latin1",
                "TINYTEXT",
                "TEXT",
                "MEDIUMTEXT",
                "LONGTEXT",
                "NCHAR(30)",
                "NVARCHAR(30)",
                "BINARY(30)",
                "VARBINARY(30)",
                "TINYBLOB",
                "BLOB",
                "MEDIUMBLOB",
                "LONGBLOB",
                "VARCHAR(300) COMPRESSED",
                "BLOB COMPRESSED",
                "ENUM('a', 'unsigned', '1', '0', '')",
                "SET('a', 'b', '1')",
                "JSON",
                "DATE",
                "TIME",
                "TIME(6)",
                "DATETIME",
                "DATETIME(6)",
                "TIMESTAMP NULL",
                "TIMESTAMP(6) NULL",
                "YEAR",
                "YEAR(4)",
                "UUID",
                "INET4",
                "INET6",
                "GEOMETRY",
                "POINT",
                "LINESTRING",
                "POLYGON",
                "MULTIPOINT",
                "MULTILINESTRING",
                "MULTIPOLYGON",
                "GEOMETRYCOLLECTION");
    }

    @Override
    protected List<String> literals() {
        return List.of(
                "-1",
                "255",
                "18446744073709551615",
                "x'00ff'",
                "x''",
                "b'101'",
                "'a,b'",
                "'0000-00-00'",
                "'0000-00-00 00:00:00'",
                "'-838:59:59'",
                "'2020-06-15 10:00:00.000001'",
                "'192.168.0.1'",
                "'::1'",
                "'é'",
                "'\\\\'",
                "-1e-300",
                "ST_GeomFromText('POINT(1 2)')",
                "ST_GeomFromText('LINESTRING(1 2, 3 4)')",
                "ST_GeomFromText('POLYGON((0 0, 1 0, 1 1, 0 0))')",
                "ST_GeomFromText('MULTIPOINT(1 2, 3 4)')",
                "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')");
    }

    @Override
    protected List<String> refused() {
        return List.of(
                "GEOMETRY",
                "POINT",
                "LINESTRING",
                "POLYGON",
                "MULTIPOINT",
                "MULTILINESTRING",
                "MULTIPOLYGON",
                "GEOMETRYCOLLECTION");
    }

    @Override
    protected String otherSettings() {
        return "SET SESSION time_zone = '+09:00'";
    }

    @Override
    protected String exactly(String column) {
        return "CONCAT(HEX(" + column + "), ' ', HEX(CONCAT(" + column + ")))";
    }
}
