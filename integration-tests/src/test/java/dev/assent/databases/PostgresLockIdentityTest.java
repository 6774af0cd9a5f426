package dev.assent.databases;

import dev.assent.datasource.LockIdentityContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedServers.class)
final class PostgresLockIdentityTest extends LockIdentityContract {
    private final DataSource target;

    PostgresLockIdentityTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @BeforeEach
    void createCollation() throws SQLException {
        run("CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
    }

    @Override
    protected String caseBlind() {
        return "VARCHAR(10) COLLATE blind";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric                | 1                        | 1.00",
                "float8                 | 0                        | -0",
                "interval               | 1 day                    | 24 hours",
                "timestamptz            | 2020-01-01 10:00:00+02   | 2020-01-01 08:00:00Z",
                "bpchar                 | a                        | 'a  '",
                "numeric[]              | {1}                      | {1.0}",
                "numrange               | '[1,2)'                  | '[1.0,2.00)'",
                "jsonb                  | '{\"a\":1,\"b\":2}'      | '{\"b\":2, \"a\":1.0}'",
                "bit(3)                 | 101                      | 101",
                "money                  | 1                        | 1.00"
            })
    void valuesThatTheDatabaseFindsEqualAreOneLock(String type, String one, String other) throws SQLException {
        run("CREATE TABLE c (code " + type + " PRIMARY KEY, v INT)", "INSERT INTO c VALUES ('" + one + "', 1)");

        one("DELETE FROM c WHERE v = 1");

        held("INSERT INTO c VALUES ('" + other + "', 9)");
        undone();
    }

    @Test
    void aDomainIsLockedAsWhatItIsMadeOf() throws SQLException {
        run(
                "CREATE DOMAIN amount AS numeric CHECK (value > 0)",
                "CREATE DOMAIN price AS amount",
                "CREATE TABLE c (code price PRIMARY KEY, v INT)",
                "INSERT INTO c VALUES (1, 1)");

        one("DELETE FROM c WHERE v = 1");

        held("INSERT INTO c VALUES (1.0, 9)");
        undone();
    }

    @Test
    void aComputedUniqueKeyIsLockedByWhatIsComputed() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, name TEXT, v INT)",
                "CREATE UNIQUE INDEX ON u (lower(name), v)",
                "INSERT INTO u VALUES (1, 'Ann', 1), (2, 'Bob', 1)");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ANN', 1)");
        held("UPDATE u x SET name = 'aNN' WHERE x.id = 2");
        free("INSERT INTO u VALUES (9, 'ANN', 2)");
        undone();
    }

    @Test
    void aPartialUniqueKeyIsLockedForTheRowsThatItHolds() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, name TEXT, deleted BOOLEAN)",
                "CREATE UNIQUE INDEX ON u (name) WHERE NOT deleted",
                "INSERT INTO u VALUES (1, 'ann', FALSE)");

        one("UPDATE u SET deleted = TRUE WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ann', FALSE)");
        free("INSERT INTO u VALUES (9, 'ann', TRUE)");
        undone();
    }

    @Test
    void anIndexWithACollationOfItsOwnIsLockedByIt() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, name TEXT)",
                "CREATE UNIQUE INDEX ON u (name COLLATE blind)",
                "INSERT INTO u VALUES (1, 'ann')");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ANN')");
        free("INSERT INTO u VALUES (9, 'eve')");
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
    void aPartitionAndItsTableShareTheLocksOfUniqueValues() throws SQLException {
        run(
                "CREATE TABLE p (id INT, code TEXT, v INT, PRIMARY KEY (id), UNIQUE (id, code)) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                "CREATE UNIQUE INDEX ON p1 (v)",
                "INSERT INTO p VALUES (1, 'a', 5)");

        one("DELETE FROM p WHERE id = 1");

        held("INSERT INTO p1 VALUES (2, 'b', 5)");
        free("INSERT INTO p1 VALUES (2, 'b', 6)");
        undone();
    }

    @Test
    void valuesOfATypeWithoutAHashShareOneLock() throws SQLException {
        run(
                "CREATE TYPE pair AS (a INT, b NUMERIC)",
                "CREATE TABLE u (id INT PRIMARY KEY, p pair UNIQUE, v INT)",
                "INSERT INTO u VALUES (1, '(1,1.0)', 1), (2, '(2,2)', 2)");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, '(1,1)', 1)");
        held("INSERT INTO u VALUES (9, '(3,3)', 1)");
        free("UPDATE u SET v = 9 WHERE id = 2");
        undone();
    }
}
