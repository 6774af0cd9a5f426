package dev.assent.datasource;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class H2LockIdentityTest extends LockIdentityContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String caseBlind() {
        return "VARCHAR_IGNORECASE(10)";
    }

    @Override
    protected String stored() {
        return "";
    }

    @Test
    void lettersWithoutACounterpartOfOneLetterAreEqualToo() throws SQLException {
        run("CREATE TABLE c (code VARCHAR_IGNORECASE(10) PRIMARY KEY)", "INSERT INTO c VALUES ('\u0130x'), ('\u00df')");

        one("DELETE FROM c WHERE code = 'ix'");
        one("DELETE FROM c WHERE code = '\u1e9e'");

        held("INSERT INTO c VALUES ('IX')");
        held("INSERT INTO c VALUES ('\u1e9e')");
        undone();
    }

    @Test
    void aPointInTimeIsTheSameLockInAnotherZone() throws SQLException {
        run(
                "CREATE TABLE c (at TIMESTAMP WITH TIME ZONE PRIMARY KEY, v INT)",
                "INSERT INTO c VALUES ('2020-01-01 10:00:00+02:00', 1)");

        one("DELETE FROM c WHERE v = 1");

        held("INSERT INTO c VALUES ('2020-01-01 08:00:00+00:00', 9)");
        undone();
    }

    @Test
    void nullIsAUniqueValueWhereTheDatabaseSaysSo() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, a INT, UNIQUE NULLS NOT DISTINCT (a))",
                "INSERT INTO u VALUES (1, NULL)");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, NULL)");
        undone();
    }

    @Test
    void aValueOfAListIsLockedByItsName() throws SQLException {
        run("CREATE TABLE u (id INT PRIMARY KEY, a ENUM('x', 'y') UNIQUE)", "INSERT INTO u VALUES (1, 'x')");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'x')");
        free("INSERT INTO u VALUES (9, 'y')");
        undone();
    }
}
