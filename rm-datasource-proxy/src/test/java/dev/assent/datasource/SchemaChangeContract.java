package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another session changes a table a moment after we have read its description. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class SchemaChangeContract extends AtContract {
    private static final String DELETE = "DELETE FROM account WHERE id = 1";
    private static final String UPDATE = "UPDATE account SET balance = 7 WHERE id = 2";

    /** Statements that make a trigger of table account which changes nothing. */
    protected abstract List<String> trigger(String name, String event);

    /** Gives column balance of table account the type VARCHAR(20). */
    protected String toText() {
        return "ALTER TABLE account ALTER COLUMN balance TYPE VARCHAR(20)";
    }

    @ParameterizedTest
    @CsvSource({"AUTOCOMMIT, DELETE", "EXPLICIT, DELETE", "AUTOCOMMIT, UPDATE", "EXPLICIT, UPDATE"})
    void aNewColumnComesBackToo(Mode mode, String kind) throws SQLException {
        know();
        run("ALTER TABLE account ADD COLUMN n INT", "UPDATE account SET n = 77");
        undone(mode, kind.equals("DELETE") ? DELETE : "UPDATE account SET n = 1, balance = 7 WHERE id = 1");
    }

    @ParameterizedTest
    @CsvSource({"AUTOCOMMIT", "EXPLICIT"})
    void whatHasGoneOrHasAnotherNameIsNotMissed(Mode mode) throws SQLException {
        know();
        run("ALTER TABLE account DROP COLUMN name", "ALTER TABLE account RENAME COLUMN balance TO money");
        undone(mode, DELETE);
        undone(mode, "UPDATE account SET money = 7 WHERE id = 2");
    }

    @ParameterizedTest
    @CsvSource({"AUTOCOMMIT", "EXPLICIT"})
    void anotherTypeIsTheOneThatComesBack(Mode mode) throws SQLException {
        know();
        run(toText(), "UPDATE account SET balance = '1.50'");
        undone(mode, "UPDATE account SET balance = 'x' WHERE id = 2");
        undone(mode, DELETE);
    }

    @ParameterizedTest
    @CsvSource({"AUTOCOMMIT", "EXPLICIT"})
    void anotherTableOfTheNameIsTheOneThatComesBack(Mode mode) throws SQLException {
        know();
        run(
                "ALTER TABLE account RENAME TO old",
                "CREATE TABLE account (id INT PRIMARY KEY, note VARCHAR(20), balance VARCHAR(20), name VARCHAR(20))",
                "INSERT INTO account VALUES (1, 'a', 'b', 'c'), (2, 'd', 'e', 'f')");
        undone(mode, DELETE);
        undone(mode, "UPDATE account SET balance = 'x' WHERE id = 2");
        undone(mode, "INSERT INTO account VALUES (9, 'g', 'h', 'i')");
    }

    @ParameterizedTest
    @CsvSource({"AUTOCOMMIT", "EXPLICIT"})
    void aNewCascadeIsFollowed(Mode mode) throws SQLException {
        know();
        run(
                "CREATE TABLE child (id INT PRIMARY KEY, parent INT,"
                        + " FOREIGN KEY (parent) REFERENCES account (id) ON DELETE CASCADE)",
                "INSERT INTO child VALUES (1, 1)");
        undone(mode, DELETE);
        assertThat(rows("SELECT * FROM child")).containsExactly("1|1");
    }

    @ParameterizedTest
    @CsvSource({"AUTOCOMMIT, UPDATE", "EXPLICIT, UPDATE", "AUTOCOMMIT, DELETE", "EXPLICIT, DELETE"})
    void aNewTriggerHinders(Mode mode, String event) throws SQLException {
        know();
        run(trigger("fresh", event).toArray(String[]::new));
        refused(mode, event.equals("UPDATE") ? UPDATE : DELETE, "ASN-4384: ");
    }

    @Test
    void aTriggerThatHasGoneDoesNotHinder() throws SQLException {
        run(trigger("gone", "UPDATE").toArray(String[]::new));
        refused(Mode.AUTOCOMMIT, UPDATE, "ASN-4384: ");
        run(dropTrigger("gone"));
        undone(Mode.AUTOCOMMIT, DELETE);
    }

    protected String dropTrigger(String name) {
        return "DROP TRIGGER " + name;
    }

    /** Our description of the table is read, and long enough old. */
    private void know() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 3"));
        commitGlobally();
        branches.forget();
    }

    /** What meets the change for the first time may be asked to run again. */
    private void undone(Mode mode, String sql) throws SQLException {
        List<String> before = rows("SELECT * FROM account ORDER BY id");
        try {
            globally(mode, c -> Style.STATEMENT.update(c, sql));
        } catch (SQLException e) {
            assertThat(mode).isEqualTo(Mode.EXPLICIT);
            assertThat(rows("SELECT * FROM account ORDER BY id")).isEqualTo(before);
            globally(mode, c -> Style.STATEMENT.update(c, sql));
        }
        assertThat(rows("SELECT * FROM account ORDER BY id")).isNotEqualTo(before);
        rollBackGlobally();
        assertThat(rows("SELECT * FROM account ORDER BY id")).isEqualTo(before);
        branches.forget();
        run("DELETE FROM undo_log WHERE log_status <> 2");
    }

    private void refused(Mode mode, String sql, String code) throws SQLException {
        List<String> before = rows("SELECT * FROM account ORDER BY id");
        if (mode == Mode.EXPLICIT) {
            try (XidContext.Scope scope = XidContext.bind(XID);
                    Connection c = at().getConnection();
                    Statement s = c.createStatement()) {
                c.setAutoCommit(false);
                s.executeUpdate(sql);
                assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-1354: ");
                c.rollback();
                assertThat(branches.failed())
                        .containsExactly(branches.registered().get(0).branch());
            } catch (SQLException e) {
                assertThat((Throwable) e).hasMessageStartingWith(code);
            }
        }
        assertThatThrownBy(() -> globally(mode, c -> Style.STATEMENT.update(c, sql)))
                .hasMessageStartingWith(code);
        assertThat(rows("SELECT * FROM account ORDER BY id")).isEqualTo(before);
    }
}
