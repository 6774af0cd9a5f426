package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.model.AssentException.NotAllowed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database ends a local transaction by itself. H2 never does: its lock time-outs end the statement alone. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class DeadlockContract extends AtContract {
    private static final int TRIES = 20;
    private static final int ROWS = 50;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE account SET balance = 5 WHERE id = 1",
                "INSERT INTO account VALUES (9, 'Di', 1)",
                "SELECT balance FROM account WHERE id = 1 FOR UPDATE"
            })
    void whatTheDatabaseHasEndedIsNotGoneOnWith(String victim) throws Exception {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at().getConnection()) {
            c.setAutoCommit(false);
            endedByADeadlock(c, victim, () -> {
                refused(() -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1000 WHERE id = 2"));
                refused(() -> Style.STATEMENT.execute(c, "SELECT balance FROM account"));
                refused(() -> c.setSavepoint("one"));
                refused(c::commit);
                c.rollback();
            });
            Style.STATEMENT.update(c, "UPDATE account SET balance = 3 WHERE id = 3");
            c.commit();
        }

        assertThat(branches.registered()).extracting(Registered::lockKey).containsExactly("account:3");
        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("100", "100", "3");
    }

    /** A connection that has changed row 2 runs the statement until the database ends its local transaction with it. */
    private void endedByADeadlock(Connection c, String victim, Action then) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection foreign = target().getConnection()) {
            foreign.setAutoCommit(false);
            for (int i = 0; i < TRIES; i++) {
                for (int row = 0; row < ROWS; row++) { // a database ends the transaction that has changed less
                    Style.STATEMENT.update(foreign, "INSERT INTO entry (account, note) VALUES (1, 'x')");
                }
                Style.STATEMENT.update(foreign, "INSERT INTO account VALUES (9, 'Cy', 1)");
                Style.STATEMENT.update(foreign, "UPDATE account SET balance = 500 WHERE id = 1");
                Style.STATEMENT.update(c, "UPDATE account SET balance = balance + 10 WHERE id = 2");
                Future<Integer> foreigns = other.submit(
                        () -> Style.STATEMENT.update(foreign, "UPDATE account SET balance = 500 WHERE id = 2"));
                try (Statement s = c.createStatement()) {
                    s.execute(victim);
                } catch (SQLException e) {
                    boolean ended = String.valueOf(e.getSQLState()).startsWith("40");
                    if (ended) {
                        then.run();
                        finished(foreigns);
                        foreign.rollback();
                        return;
                    }
                }
                c.rollback();
                finished(foreigns);
                foreign.rollback();
            }
            throw new AssertionError("the database has never ended this one");
        } finally {
            other.shutdown();
        }
    }

    /** It may be the one that the database ends. */
    private static void finished(Future<Integer> statement) throws InterruptedException {
        try {
            statement.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(SQLException.class);
        }
    }

    private static void refused(Action action) {
        assertThatThrownBy(action::run).hasMessageStartingWith("ASN-4394: ").hasCauseInstanceOf(NotAllowed.class);
    }

    private interface Action {
        void run() throws SQLException;
    }
}
