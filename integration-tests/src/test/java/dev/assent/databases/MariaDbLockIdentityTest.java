package dev.assent.databases;

import dev.assent.datasource.LockIdentityContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServers.class)
final class MariaDbLockIdentityTest extends LockIdentityContract {
    private final DataSource target;

    MariaDbLockIdentityTest(DatabaseServers servers) throws SQLException {
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

    @Override
    protected String caseBlind() {
        return "VARCHAR(10) COLLATE utf8mb4_general_ci";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "utf8mb4_uca1400_ai_ci | abc | 'ÁBC  '",
                "utf8mb4_general_ci    | e   | É",
                "utf8mb4_bin           | a   | 'a  '",
                "utf8mb4_unicode_ci    | ss  | ß",
                "latin1_swedish_ci     | a   | Å"
            })
    void textsThatACollationFindsEqualAreOneLock(String collation, String one, String other) throws SQLException {
        // latin1 has its own idea of which letters are equal
        String twin = collation.startsWith("latin1") ? "À" : other;
        run(
                "CREATE TABLE c (code VARCHAR(10) COLLATE " + collation + " PRIMARY KEY, v INT)",
                "INSERT INTO c VALUES ('" + one + "', 1)");

        one("DELETE FROM c WHERE code = '" + twin + "'");

        held("INSERT INTO c VALUES ('" + twin + "', 9)");
        free("INSERT INTO c VALUES ('z', 9)");
        undone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOUBLE", "FLOAT"})
    void minusNothingIsNothing(String type) throws SQLException {
        run("CREATE TABLE c (code " + type + " PRIMARY KEY, v INT)", "INSERT INTO c VALUES ('-0', 1)");

        one("DELETE FROM c WHERE v = 1");

        held("INSERT INTO c VALUES (0, 9)");
    }

    @Test
    void whatIsUniqueByItsBeginningIsLockedByItsBeginning() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, t TEXT, b BLOB, UNIQUE (t(3)), UNIQUE (b(2)))",
                "INSERT INTO u VALUES (1, 'abcd', NULL), (2, NULL, x'0102ff')");

        one("DELETE FROM u WHERE id = 1");
        one("DELETE FROM u WHERE id = 2");

        held("INSERT INTO u VALUES (9, 'ABCx', NULL)");
        held("INSERT INTO u VALUES (9, NULL, x'010203')");
        free("INSERT INTO u VALUES (9, 'abd', x'0202')");
        undone();
    }

    @Test
    void aLongTextThatIsUniqueByItsHashIsLockedToo() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, t LONGTEXT, UNIQUE (t) USING HASH)",
                "INSERT INTO u VALUES (1, 'abc')");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ABC')");
        free("INSERT INTO u VALUES (9, 'abd')");
        undone();
    }
}
