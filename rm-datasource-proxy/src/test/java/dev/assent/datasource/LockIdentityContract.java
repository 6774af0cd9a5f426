package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * What the database holds equal is one lock, however it is spelt; and a unique value that one transaction has freed is
 * held until that transaction has ended, since its undo takes the value again.
 */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class LockIdentityContract extends AtContract {
    /** The type of a text column that finds other letters of a text equal to it. */
    protected abstract String caseBlind();

    /** Follows a computed column that may be part of a key. */
    protected String stored() {
        return "STORED";
    }

    @Test
    void aKeyThatIsEqualInOtherLettersIsTheSameLock() throws SQLException {
        run(
                "CREATE TABLE c (code " + caseBlind() + " PRIMARY KEY, v INT)",
                "INSERT INTO c VALUES ('Abc', 1), ('x', 2)");

        one("DELETE FROM c WHERE code = 'abc'");

        held("INSERT INTO c VALUES ('ABC', 9)");
        free("INSERT INTO c VALUES ('Abd', 9)");
        undone();
    }

    @Test
    void aCompositeKeyWithSuchAColumnIsTheSameLock() throws SQLException {
        run(
                "CREATE TABLE c (code " + caseBlind() + ", n INT, v INT, PRIMARY KEY (n, code))",
                "INSERT INTO c VALUES ('Abc', 1, 1)");

        one("DELETE FROM c WHERE code = 'abc' AND n = 1");

        held("INSERT INTO c VALUES ('ABC', 1, 9)");
        free("INSERT INTO c VALUES ('ABC', 2, 9)");
        undone();
    }

    @Test
    void aKeyOfFixedLengthIsTheSameLockWithAndWithoutItsBlanks() throws SQLException {
        run("CREATE TABLE c (code CHAR(4) PRIMARY KEY, v INT)", "INSERT INTO c VALUES ('ab', 1)");

        one("DELETE FROM c WHERE code = 'ab'");

        held("INSERT INTO c VALUES ('ab  ', 9)");
        undone();
    }

    @Test
    void aUniqueValueThatADeleteHasFreedIsHeld() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE)",
                "INSERT INTO u VALUES (1, 'ann'), (2, 'bob')");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ann')");
        held("UPDATE u SET name = 'ann' WHERE id = 2");
        free("INSERT INTO u VALUES (9, 'eve')");
        undone();
    }

    @Test
    void aUniqueValueThatAnUpdateHasFreedIsHeld() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE)",
                "INSERT INTO u VALUES (1, 'ann'), (2, 'bob')");

        one("UPDATE u SET name = 'eve' WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ann')");
        undone();
    }

    @Test
    void aUniqueValueThatAnInsertHasTakenIsHeldWhenItIsFreedAgain() throws SQLException {
        run("CREATE TABLE u (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE)");

        one("INSERT INTO u VALUES (1, 'ann')");
        one("UPDATE u SET name = 'eve' WHERE id = 1");

        held("INSERT INTO u VALUES (9, 'ann')");
        undone();
    }

    @Test
    void aUniqueValueIsHeldInOtherLettersWhereTheyAreEqual() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, a INT, name " + caseBlind() + ", UNIQUE (a, name))",
                "INSERT INTO u VALUES (1, 1, 'Ann')");

        one("DELETE FROM u WHERE id = 1");

        held("INSERT INTO u VALUES (9, 1, 'ANN')");
        free("INSERT INTO u VALUES (9, 2, 'ANN')");
        undone();
    }

    @Test
    void nullIsNoUniqueValue() throws SQLException {
        run("CREATE TABLE u (id INT PRIMARY KEY, a INT, b INT, UNIQUE (a, b))", "INSERT INTO u VALUES (1, 1, NULL)");

        one("DELETE FROM u WHERE id = 1");

        free("INSERT INTO u VALUES (9, 1, NULL)");
    }

    @Test
    void aUniqueValueThatStaysIsNoLockOfItsOwn() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, name VARCHAR(20) UNIQUE, v INT)",
                "INSERT INTO u VALUES (1, 'ann', 1)");

        one("UPDATE u SET name = 'ann', v = 2 WHERE id = 1");
        one("UPDATE u SET v = 3 WHERE id = 1");

        assertThat(branches.registered()).extracting(Registered::lockKey).containsExactly("u:1", "u:1");
    }

    @Test
    void whatIsComputedChangesWithTheColumnsItIsComputedFrom() throws SQLException {
        run(
                "CREATE TABLE u (id INT PRIMARY KEY, v INT, g INT GENERATED ALWAYS AS (v * 2) " + stored() + " UNIQUE)",
                "INSERT INTO u (id, v) VALUES (1, 1)");

        one("UPDATE u SET v = 5 WHERE id = 1");

        held("INSERT INTO u (id, v) VALUES (9, 1)");
        undone();
    }

    @Test
    void aKeyThatSeatasTextCannotHoldIsLocked() throws SQLException {
        run("CREATE TABLE c (code VARCHAR(9) PRIMARY KEY, v INT)", "INSERT INTO c VALUES ('a,b;', 1), ('', 1)");

        one("UPDATE c SET v = 2 WHERE code = 'a,b;'");
        one("UPDATE c SET v = 2 WHERE code = ''");

        held("UPDATE c SET v = 3 WHERE code = 'a,b;'");
        held("UPDATE c SET v = 3 WHERE code = ''");
        undone();
    }

    @Test
    void aCompositeKeyIsSpeltInTheOrderOfTheColumnsAsSeataDoes() throws SQLException {
        run("CREATE TABLE co (x INT, y VARCHAR(9), a INT, PRIMARY KEY (y, x))", "INSERT INTO co VALUES (7, 'k', 1)");

        branches.hold(OTHER, at().resource().resourceId(), "co:7_k");

        globally(
                XID,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE co SET a = 2 WHERE x = 7 AND y = 'k'"))
                        .satisfies(LockIdentityContract::isHeld));
        globally(XID, c -> {
            c.setAutoCommit(false);
            assertThatThrownBy(() -> c.createStatement().executeQuery("SELECT a FROM co WHERE x = 7 FOR UPDATE"))
                    .satisfies(LockIdentityContract::isHeld);
            c.rollback();
        });
    }

    /** Runs in the first transaction, which stays open. */
    protected final void one(String sql) throws SQLException {
        globally(XID, c -> assertThat(Style.STATEMENT.update(c, sql)).as(sql).isEqualTo(1));
    }

    /** Another transaction is kept out. */
    protected final void held(String sql) throws SQLException {
        globally(
                OTHER,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, sql))
                        .as(sql)
                        .satisfies(LockIdentityContract::isHeld));
    }

    /** Another transaction is not kept out; what it does is taken back. */
    protected final void free(String sql) throws SQLException {
        globally(OTHER, c -> {
            c.setAutoCommit(false);
            assertThat(Style.STATEMENT.update(c, sql)).as(sql).isEqualTo(1);
            c.commit();
        });
        Registered last = branches.registered().get(branches.registered().size() - 1);
        at().resource().rollback(last.xid(), last.branch(), last.data());
        branches.free(OTHER);
    }

    /** The first transaction can take back what it did. */
    protected final void undone() throws SQLException {
        rollBackGlobally();
        branches.forget();
    }

    private void globally(Xid xid, Work work) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(xid);
                Connection c = at().getConnection()) {
            work.with(c);
        }
    }

    private static void isHeld(Throwable error) {
        assertThat(((SQLException) error).getSQLState()).isEqualTo("40001");
    }
}
