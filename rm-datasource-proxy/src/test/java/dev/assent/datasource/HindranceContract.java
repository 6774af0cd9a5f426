package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assent.client.XidContext;
import dev.assent.datasource.errors.Refusal;
import dev.assent.model.AssentException.NotAllowed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What hangs on a table, and what a name means, is the database's to say: where a change could not be undone, it is refused. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class HindranceContract extends AtContract {
    private static final String INSERT = "INSERT INTO account VALUES (9, 'New', 1)";
    private static final String UPDATE = "UPDATE account SET balance = 999 WHERE id = 1";
    private static final String DELETE = "DELETE FROM account WHERE id = 3";

    /**
     * Statements that give table account a trigger which changes something.
     *
     * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
     */
    protected abstract String[] trigger(String name, String event);

    /** A statement that makes plain names mean the tables of a schema named other. */
    protected abstract String moveToOther();

    protected String createOther() {
        return "CREATE SCHEMA other";
    }

    @Test
    void aTriggerOfAnUpdateHindersAnUpdateAlone() throws SQLException {
        run(trigger("on_update", "UPDATE"));

        refused(Refusal.TRIGGER, UPDATE, "on_update");
        undone(INSERT);
        undone(DELETE);
    }

    @Test
    void aTriggerOfADeleteHindersAnInsertTooSinceADeleteUndoesIt() throws SQLException {
        run(trigger("on_delete", "DELETE"));

        refused(Refusal.TRIGGER, INSERT, "on_delete");
        refused(Refusal.TRIGGER, DELETE, "on_delete");
        undone(UPDATE);
    }

    @Test
    void aTriggerOfAnInsertHindersADeleteToo() throws SQLException {
        run(trigger("on_insert", "INSERT"));

        refused(Refusal.TRIGGER, INSERT, "on_insert");
        refused(Refusal.TRIGGER, DELETE, "on_insert");
        undone(UPDATE);
    }

    @Test
    void aTriggerThatIsNamedAsHarmlessHindersNothing() throws SQLException {
        run(trigger("on_update", "UPDATE"));
        AtDataSource lenient = new AtDataSource(
                target(), branches, AtOptions.DEFAULTS.withHarmlessTriggers(Set.of("Account.On_Update")));

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = lenient.getConnection();
                Statement s = c.createStatement()) {
            assertThatCode(() -> s.executeUpdate(UPDATE)).doesNotThrowAnyException();
        }
    }

    /** Whether a temporary table may have the name of another one. */
    protected boolean temporaryTablesHideOthers() {
        return true;
    }

    @Test
    void aTemporaryTableThatHidesAnotherIsRefused() throws SQLException {
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("CREATE TEMPORARY TABLE account (id INT PRIMARY KEY, name VARCHAR(20), balance INT)");
            s.execute("INSERT INTO account VALUES (1, 'Tom', 1)");
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate(UPDATE))
                        .hasMessageStartingWith(Refusal.TEMPORARY_TABLE.code())
                        .hasCauseInstanceOf(NotAllowed.class);
            }
            s.execute("DROP TABLE account"); // the temporary one
        }
        assertThat(branches.registered()).isEmpty();
    }

    /** Pools give connections back as they were. */
    @Test
    void aTemporaryTableThatWasMadePastTheDataSourceIsFoundWhereverItsTableIsNamed() throws SQLException {
        assumeThat(temporaryTablesHideOthers()).isTrue();
        try (Connection driver = target().getConnection();
                Statement past = driver.createStatement()) {
            past.execute(
                    "CREATE TEMPORARY TABLE stock (shop VARCHAR(10), item INT, amount INT, PRIMARY KEY (shop, item))");
            past.execute("INSERT INTO stock VALUES ('north', 1, 5)");
            AtDataSource at = new AtDataSource(new OneConnection(driver), branches);
            try (XidContext.Scope scope = XidContext.bind(XID);
                    Connection c = at.getConnection();
                    Statement s = c.createStatement()) {
                c.setAutoCommit(false);
                s.executeUpdate(UPDATE);
                assertThatThrownBy(() -> s.executeUpdate("UPDATE stock SET amount = 6 WHERE item = 1"))
                        .hasMessageStartingWith(Refusal.TEMPORARY_TABLE.code());
                c.rollback();
                c.setAutoCommit(true);
            }
            past.execute("DROP TABLE stock"); // the temporary one
        }
        assertThat(branches.registered()).isEmpty();
    }

    @Test
    void aConnectionThatLooksElsewhereForNamesIsRefusedHoweverItWasMoved() throws SQLException {
        run(createOther(), "CREATE TABLE other.account (id INT PRIMARY KEY, name VARCHAR(20), balance INT)");
        run("INSERT INTO other.account VALUES (1, 'Eve', 1)");
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute(moveToOther());
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate(UPDATE))
                        .hasMessageStartingWith("ASN-4397: ")
                        .hasCauseInstanceOf(NotAllowed.class);
            }
        } finally {
            run("DROP TABLE other.account", "DROP SCHEMA other");
        }
        assertThat(branches.registered()).isEmpty();
    }

    @Test
    void assentsOwnTablesAreLeftAlone() throws SQLException {
        refused(Refusal.OWN_TABLE, "DELETE FROM assent_database", "assent_database");
    }

    /** Runs the statement in a global transaction of a data source of its own, which has read no table yet. */
    protected final void refused(Refusal reason, String sql, String detail) throws SQLException {
        AtDataSource fresh = new AtDataSource(target(), branches);
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = fresh.getConnection();
                Statement s = c.createStatement()) {
            assertThatThrownBy(() -> s.execute(sql))
                    .as(sql)
                    .hasMessageStartingWith(reason.code())
                    .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase(detail))
                    .hasCauseInstanceOf(NotAllowed.class);
        }
        assertThat(branches.registered()).isEmpty();
    }

    private void undone(String sql) throws SQLException {
        String accounts = "SELECT id, name, balance FROM account ORDER BY id";
        var before = rows(accounts);
        branches.forget();
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, sql));
        assertThat(rows(accounts)).as(sql).isNotEqualTo(before);
        rollBackGlobally();
        assertThat(rows(accounts)).as(sql).isEqualTo(before);
        branches.forget();
    }
}
