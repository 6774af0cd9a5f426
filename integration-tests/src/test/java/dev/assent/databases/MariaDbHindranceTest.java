package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.HindranceContract;
import dev.assent.datasource.errors.Refusal;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServers.class)
@SuppressWarnings("try") // a scope is there to be closed
final class MariaDbHindranceTest extends HindranceContract {
    private final DataSource target;

    MariaDbHindranceTest(DatabaseServers servers) throws SQLException {
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
    protected String[] trigger(String name, String event) {
        return new String[] {"CREATE TRIGGER " + name + " BEFORE " + event + " ON account FOR EACH ROW SET @quiet = 1"};
    }

    @Override
    protected String moveToOther() {
        return "USE other";
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyISAM", "Aria", "MEMORY"})
    void anEngineWithoutTransactionsIsRefused(String engine) throws SQLException {
        run("CREATE TABLE m (id INT PRIMARY KEY, v INT) ENGINE = " + engine, "INSERT INTO m VALUES (1, 100)");

        refused(Refusal.NO_TRANSACTIONS, "UPDATE m SET v = v + 1 WHERE id = 1", engine);
        assertThat(rows("SELECT v FROM m")).containsExactly("100");
    }

    @Test
    void aTableWhoseRowsSayWhenTheyWereWrittenIsRefused() throws SQLException {
        run(
                "CREATE TABLE m (id INT PRIMARY KEY, v INT, s TIMESTAMP(6) GENERATED ALWAYS AS ROW START,"
                        + " e TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING",
                "INSERT INTO m (id, v) VALUES (1, 100)");

        refused(Refusal.ROW_PERIOD, "UPDATE m SET v = v + 1 WHERE id = 1", "s");
    }

    @Test
    void aTableWithAHistoryIsUndone() throws SQLException {
        run("CREATE TABLE m (id INT PRIMARY KEY, v INT) WITH SYSTEM VERSIONING", "INSERT INTO m VALUES (1, 100)");

        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "UPDATE m SET v = v + 1 WHERE id = 1"));
        rollBackGlobally();

        assertThat(rows("SELECT * FROM m")).containsExactly("1|100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql_auto_is_null = 1", "sql_select_limit = 1"})
    void aSessionWhoseQueriesFindOtherRowsIsRefused(String setting) throws SQLException {
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("SET SESSION " + setting);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate("DELETE FROM account"))
                        .hasMessageStartingWith("ASN-4398: ")
                        .hasMessageContaining(setting.substring(0, setting.indexOf(' ')));
            }
            s.execute("SET SESSION sql_auto_is_null = 0, sql_select_limit = DEFAULT");
        }
    }

    @Test
    void aSessionThatReadsTextsOtherwiseIsRefused() throws SQLException {
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate(
                                "UPDATE account SET balance = 999, name = '\\' WHERE id = 1 -- ' WHERE id = 2"))
                        .hasMessageStartingWith("ASN-4398: ");
            }
            s.execute("SET SESSION sql_mode = DEFAULT");
        }
    }

    @Test
    void aFunctionThatMayWriteIsFoundByTheCatalogueWhereverItHides() throws SQLException {
        run(
                "CREATE FUNCTION wr(x INT) RETURNS INT MODIFIES SQL DATA BEGIN UPDATE stock SET amount = 0; RETURN x; END",
                "CREATE VIEW loud AS SELECT wr(1) AS l");
        try {
            refused(Refusal.UNKNOWN_FUNCTION, "SHOW DATABASES WHERE wr(1) = 1", "wr");
            refused(Refusal.UNKNOWN_FUNCTION, "EXPLAIN SELECT * FROM (SELECT wr(1) AS x) d WHERE x = 1", "wr");
            refused(Refusal.UNKNOWN_FUNCTION, "SELECT * FROM loud", "loud");
        } finally {
            run("DROP VIEW loud", "DROP FUNCTION wr");
        }
    }

    @Test
    void dashesThatAreTwoSignsAreNotTakenForAComment() throws SQLException {
        refused(Refusal.UNREADABLE, "DELETE FROM account WHERE id = 2--1", "--");
    }
}
