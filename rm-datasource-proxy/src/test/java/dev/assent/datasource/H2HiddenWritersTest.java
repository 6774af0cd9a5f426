package dev.assent.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.api.AggregateFunction;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class H2HiddenWritersTest extends HiddenWritersContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @BeforeEach
    void createWriter() throws SQLException {
        run("CREATE ALIAS wr FOR \"" + H2HiddenWritersTest.class.getName() + ".write\"");
    }

    /** An alias of the database. */
    public static int write(Connection connection, int value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO entry (account, note) VALUES (1, 'wr')");
        }
        return value;
    }

    @Test
    void aDefaultACheckAndAComputedColumn() throws SQLException {
        run(
                "CREATE TABLE a (id INT PRIMARY KEY, v INT DEFAULT wr(1))",
                "CREATE TABLE b (id INT PRIMARY KEY, v INT DEFAULT 1 ON UPDATE wr(1), w INT)",
                "CREATE TABLE c (id INT PRIMARY KEY, v INT CHECK (v > 0 AND wr(v) > 0))",
                "CREATE TABLE d (id INT PRIMARY KEY, v INT, w INT GENERATED ALWAYS AS (wr(v)))");
        refused("INSERT INTO a (id) VALUES (1)", "wr");
        refused("UPDATE a SET v = DEFAULT", "wr");
        refused("UPDATE b SET w = 1", "wr");
        refused("INSERT INTO c VALUES (1, 1)", "wr");
        refused("INSERT INTO d (id, v) VALUES (1, 1)", "wr");
        undone("UPDATE account SET balance = 1 WHERE id = 1");
    }

    @Test
    void aDomain() throws SQLException {
        run(
                "CREATE DOMAIN checked AS INT CHECK (VALUE > 0 AND wr(VALUE) > 0)",
                "CREATE DOMAIN deeper AS checked",
                "CREATE DOMAIN preset AS INT DEFAULT wr(1)",
                "CREATE TABLE a (id INT PRIMARY KEY, v checked)",
                "CREATE TABLE b (id INT PRIMARY KEY, v deeper)",
                "CREATE TABLE c (id INT PRIMARY KEY, v preset)");
        refused("INSERT INTO a VALUES (1, 1)", "wr");
        refused("INSERT INTO b VALUES (1, 1)", "wr");
        refused("INSERT INTO c (id) VALUES (1)", "wr");
        refused("SELECT CAST(1 AS checked)", "checked");
        refused("SELECT CAST(1 AS deeper)", "deeper");
    }

    @Test
    void aTriggerOfASelect() throws SQLException {
        run(
                "CREATE TABLE a (id INT PRIMARY KEY)",
                "CREATE TRIGGER spy BEFORE SELECT ON a CALL '" + Spy.class.getName() + "'");
        refused("SELECT * FROM a", "a");
        refused("SELECT * FROM account WHERE id IN (SELECT id FROM a)", "a");
    }

    @Test
    void anAggregateAndAView() throws SQLException {
        run(
                "CREATE AGGREGATE summed FOR '" + Summed.class.getName() + "'",
                "CREATE VIEW loud AS SELECT wr(1) AS v",
                "CREATE VIEW louder AS SELECT * FROM loud");
        refused("SELECT summed(id) FROM account", "summed");
        refused("SELECT * FROM louder", "louder");
    }

    /** Writes. */
    public static final class Spy implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            write(connection, 1);
        }
    }

    /** Could write. */
    public static final class Summed implements AggregateFunction {
        @Override
        public int getType(int[] types) {
            return java.sql.Types.INTEGER;
        }

        @Override
        public void add(Object value) {}

        @Override
        public Object getResult() {
            return 1;
        }
    }
}
