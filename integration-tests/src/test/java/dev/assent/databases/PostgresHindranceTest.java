package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.datasource.HindranceContract;
import dev.assent.datasource.errors.Refusal;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
@SuppressWarnings("try") // a scope is there to be closed
final class PostgresHindranceTest extends HindranceContract {
    private final DataSource target;

    PostgresHindranceTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String[] trigger(String name, String event) {
        return new String[] {
            "CREATE OR REPLACE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
            "CREATE TRIGGER " + name + " BEFORE " + event + " ON account FOR EACH ROW EXECUTE FUNCTION quiet()"
        };
    }

    @Override
    protected String moveToOther() {
        return "SET search_path TO other, public";
    }

    @Test
    void aTableWithChildrenIsRefusedAndTheChildIsNot() throws SQLException {
        run(
                "CREATE TABLE child (extra TEXT, PRIMARY KEY (id)) INHERITS (account)",
                "INSERT INTO child VALUES (7, 'Kid', 7, 'keep')");

        refused(Refusal.INHERITED_TABLE, "DELETE FROM account WHERE id = 7", "child");
        globally(Mode.AUTOCOMMIT, c -> {
            try (Statement s = c.createStatement()) {
                s.executeUpdate("UPDATE child SET extra = 'gone' WHERE id = 7");
            }
        });
        rollBackGlobally();
        assertThat(rows("SELECT extra FROM child")).containsExactly("keep");
    }

    @Test
    void aTriggerOfAPartitionHindersTheWholeTable() throws SQLException {
        run(
                "CREATE TABLE parted (id INT PRIMARY KEY, v INT) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (100)",
                "INSERT INTO parted VALUES (1, 1)");
        run(
                trigger("unused", "UPDATE")[0],
                "CREATE TRIGGER on_part BEFORE UPDATE ON low FOR EACH ROW EXECUTE FUNCTION quiet()");

        refused(Refusal.TRIGGER, "UPDATE parted SET v = 2", "on_part");
    }

    @Test
    void aTableUnderRowSecurityIsRefusedToWhoIsSubjectToIt() throws SQLException {
        run("ALTER TABLE account ENABLE ROW LEVEL SECURITY", "ALTER TABLE account FORCE ROW LEVEL SECURITY");
        boolean bypasses = rows("SELECT row_security_active('account')").equals(List.of("false"));

        if (!bypasses) {
            refused(Refusal.ROW_SECURITY, "UPDATE account SET balance = 1", "account");
            return;
        }
        run(
                "CREATE ROLE tenant",
                "GRANT USAGE ON SCHEMA public TO tenant",
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO tenant",
                "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO tenant",
                "CREATE POLICY own ON account USING (true)");
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("SET ROLE tenant");
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate("UPDATE account SET balance = 1"))
                        .hasMessageStartingWith(Refusal.ROW_SECURITY.code());
            }
            s.execute("RESET ROLE");
        } finally {
            run("DROP POLICY own ON account", "DROP OWNED BY tenant", "DROP ROLE tenant");
        }
    }

    @Test
    void aPartitionIsLockedByTheNameOfItsTable() throws SQLException {
        run(
                "CREATE TABLE parted (id INT PRIMARY KEY, v INT) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (100)",
                "INSERT INTO parted VALUES (1, 1)");

        for (String name : List.of("parted", "low")) {
            globally(Mode.AUTOCOMMIT, c -> {
                try (Statement s = c.createStatement()) {
                    s.executeUpdate("UPDATE " + name + " SET v = v + 1 WHERE id = 1");
                }
            });
        }

        assertThat(branches.registered()).extracting(Registered::lockKey).containsExactly("parted:1", "parted:1");
        rollBackGlobally();
        assertThat(rows("SELECT v FROM parted")).containsExactly("1");
    }

    @Test
    void aRowThatWasChangedByTheNamesOfItsPartitionAndOfItsTableComesBack() throws SQLException {
        run(
                "CREATE TABLE parted (id INT PRIMARY KEY, v INT) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE high PARTITION OF parted FOR VALUES FROM (100) TO (200)",
                "INSERT INTO parted VALUES (1, 1), (2, 2), (100, 3)");

        globally(Mode.EXPLICIT, c -> {
            try (Statement s = c.createStatement()) {
                s.executeUpdate("UPDATE low SET v = 9");
                s.executeUpdate("DELETE FROM parted WHERE id = 1");
                s.executeUpdate("UPDATE parted SET id = id + 99 WHERE id = 2");
                s.executeUpdate("UPDATE high SET v = v + 1");
                s.executeUpdate("INSERT INTO low VALUES (1, 7)");
            }
        });

        rollBackGlobally();
        assertThat(rows("SELECT * FROM parted ORDER BY id")).containsExactly("1|1", "2|2", "100|3");
    }

    @Test
    void aFunctionThatMayWriteIsFoundByTheCatalogueWhereverItHides() throws SQLException {
        run(
                "CREATE FUNCTION log(text) RETURNS int LANGUAGE sql AS 'UPDATE stock SET amount = 0; SELECT 1'",
                "CREATE VIEW loud AS SELECT log('view') AS l",
                "CREATE VIEW louder AS SELECT l FROM loud",
                "CREATE TABLE defaulted (id INT PRIMARY KEY, v INT DEFAULT log('default'))",
                "CREATE FUNCTION pure(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 + 1'");
        try {
            refused(Refusal.UNKNOWN_FUNCTION, "UPDATE account SET balance = log('hello')", "log");
            refused(Refusal.UNKNOWN_FUNCTION, "SELECT log('hello')", "log");
            refused(Refusal.UNKNOWN_FUNCTION, "SELECT * FROM louder", "louder");
            refused(Refusal.UNKNOWN_FUNCTION, "EXPLAIN SELECT log('x')", "log");
            refused(Refusal.UNKNOWN_FUNCTION, "INSERT INTO defaulted (id) VALUES (1)", "log");
            globally(Mode.AUTOCOMMIT, c -> {
                try (Statement s = c.createStatement()) {
                    s.executeUpdate("UPDATE account SET balance = pure(balance) WHERE id = 1");
                }
            });
        } finally {
            run("DROP FUNCTION log(text) CASCADE", "DROP FUNCTION pure(int)");
        }
    }

    @Test
    void aRuleIsRefused() throws SQLException {
        run("CREATE RULE twice AS ON INSERT TO account DO ALSO UPDATE stock SET amount = 0");

        refused(Refusal.REWRITE_RULE, "INSERT INTO account VALUES (9, 'New', 1)", "twice");
    }

    @Test
    void aSessionThatReadsTextsOtherwiseIsRefused() throws SQLException {
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("SET standard_conforming_strings TO off");
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate(
                                "UPDATE account SET name = 'x\\' , balance = 9 WHERE id = 1 --' WHERE id = 2"))
                        .hasMessageStartingWith("ASN-4398: ");
            }
            s.execute("RESET standard_conforming_strings");
        }
    }
}
