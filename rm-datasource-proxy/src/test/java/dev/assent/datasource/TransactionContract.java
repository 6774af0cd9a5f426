package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.BranchEnd;
import dev.assent.client.BranchOrder;
import dev.assent.client.XidContext;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.datasource.errors.Refusal;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a local transaction begins and ends, and what happens when rows are held, rules broken or answers lost. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class TransactionContract extends AtContract {
    private static final String PAY = "UPDATE account SET balance = balance - 10 WHERE id = 1";

    @Test
    void anAutocommitStatementRunsAgainUntilTheRowIsFree() throws SQLException {
        hold("account:1");
        duringPause(() -> {
            assertThat(XidContext.current()).contains(XID);
            if (pauses.size() == 2) {
                freeAfterAnotherChange();
            }
        });

        globally(Mode.AUTOCOMMIT, c -> assertThat(Style.PREPARED.update(c, PAY)).isEqualTo(1));

        assertThat(branches.refusals()).isEqualTo(2);
        assertThat(branches.registered()).extracting(Registered::xid).containsExactly(XID);
        assertThat(balance()).isEqualTo(40);
        rollBackGlobally();
        assertThat(balance()).isEqualTo(50);
    }

    @Test
    void anAutocommitStatementGivesUpAfterThirtyTries() throws SQLException {
        hold("account:1");

        globally(Mode.AUTOCOMMIT, c -> {
            assertThatThrownBy(() -> Style.STATEMENT.update(c, PAY))
                    .isInstanceOf(SQLTransactionRollbackException.class)
                    .hasMessageStartingWith("ASN-1350: ")
                    .hasMessageContaining(OTHER.value())
                    .hasCauseInstanceOf(TryAgain.class)
                    .extracting("SQLState")
                    .isEqualTo("40001");
            branches.free(OTHER);
            Style.STATEMENT.update(c, PAY);
        });

        assertThat(pauses).hasSize(30).containsOnly(AtOptions.DEFAULTS.lockRetryInterval());
        assertThat(branches.registered()).hasSize(1);
        assertThat(balance()).isEqualTo(90);
    }

    @Test
    void anInterruptEndsTheWaitAndStays() throws SQLException {
        hold("account:1");
        duringPause(() -> Thread.currentThread().interrupt());

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, PAY)).hasMessageStartingWith("ASN-1351: "));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pauses).hasSize(1);
        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void anExplicitTransactionAsksAgainAndKeepsItsWork() throws SQLException {
        hold("account:1");
        duringPause(() -> branches.free(OTHER));

        globally(Mode.EXPLICIT, c -> Style.STATEMENT.update(c, PAY));

        assertThat(branches.refusals()).isEqualTo(1);
        assertThat(balance()).isEqualTo(90);
    }

    /** Everyone who wants its rows waits in the database for as long as it waits for the holder. */
    @Test
    void anExplicitTransactionAsksSoonAtFirstAndNoLongerInAll() throws SQLException {
        hold("account:1");

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = explicit()) {
            Style.STATEMENT.update(c, PAY);
            assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-1350: ");
            c.rollback();
        }

        assertThat(pauses).startsWith(millis(1), millis(2), millis(4), millis(8), millis(10), millis(10));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(millis(300));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void anExplicitTransactionWaitsForNobodyWhoMayNeedItsRows() throws SQLException {
        hold("account:1");
        branches.rollingBack();

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = explicit()) {
            Style.STATEMENT.update(c, PAY);
            assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-1352: ");
            c.rollback();
        }

        assertThat(pauses).isEmpty();
        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void aRefusedBranchLeavesTheTransactionToItsCaller() throws SQLException {
        branches.answer(new RolledBack("ASN-2401", "Expected an open transaction, but it is rolled back."));

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = explicit()) {
            Style.STATEMENT.update(c, PAY);
            assertThatThrownBy(c::commit)
                    .isInstanceOf(SQLException.class)
                    .hasCauseInstanceOf(RolledBack.class)
                    .extracting("SQLState")
                    .isEqualTo("25S03");
            c.rollback();
        }

        assertThat(balance()).isEqualTo(100);
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void anUnansweredRegistrationCommitsNothing() throws SQLException {
        branches.answer(new OutcomeUnknown("ASN-3401", "Expected an answer, but none came."));

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, PAY)).hasCauseInstanceOf(OutcomeUnknown.class));

        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void aLatePhaseOneFailsAtTheRowThatMarksTheRollback() throws SQLException {
        assertThat(at().resource().rollback(XID, new BranchId(1), null)).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACKED);

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, PAY))
                        .isInstanceOf(SQLNonTransientException.class)
                        .hasCauseInstanceOf(RolledBack.class));

        assertThat(balance()).isEqualTo(100);
        assertThat(undoRows()).containsExactly("1|1");
    }

    @Test
    void afterALatePhaseOneOnlyARollbackIsPossible() throws SQLException {
        at().resource().rollback(XID, new BranchId(1), null);

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = explicit()) {
            Style.STATEMENT.update(c, PAY);
            assertThatThrownBy(c::commit).hasCauseInstanceOf(RolledBack.class);
            assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-4394: ");
            c.rollback();
        }

        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void aDirtyRowIsLeftAloneAndReported() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, PAY));
        run("UPDATE account SET balance = 55 WHERE id = 1");

        BranchEnd end = at().resource().finish(new BranchOrder(XID, new BranchId(1), Outcome.ROLLBACK, null, null));
        assertThat(end.status()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(end.why())
                .startsWith("others have changed its rows:\n")
                .endsWithIgnoringCase(" [1] balance: before 100 / ours 90 / now 55");
        assertThat(balance()).isEqualTo(55);
        assertThat(undoRows()).containsExactly("1|0");
    }

    /** All databases of a process share the threads of phase two. */
    @Test
    @Timeout(60)
    void rowsThatAForeignSessionHoldsHoldNoThread() throws Exception {
        int many = 10;
        for (int i = 0; i < many; i++) {
            int id = 10 + i;
            globally(Mode.AUTOCOMMIT, c -> Style.PREPARED.update(c, "INSERT INTO account VALUES (?, 'x', 1)", id));
        }
        ExecutorService phaseTwo = Executors.newFixedThreadPool(many);
        try (Connection foreign = target().getConnection()) {
            foreign.setAutoCommit(false);
            Style.STATEMENT.execute(foreign, "UPDATE account SET name = 'x' WHERE id >= 10");
            List<Future<BranchStatus>> all = new ArrayList<>();
            for (Registered branch : branches.registered()) {
                all.add(phaseTwo.submit(() -> at().resource().rollback(branch.xid(), branch.branch(), branch.data())));
            }
            for (Future<BranchStatus> one : all) {
                assertThat(one.get()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
            }
            foreign.rollback();
        } finally {
            phaseTwo.shutdown();
        }

        rollBackGlobally();
        assertThat(rows("SELECT id FROM account ORDER BY id")).containsExactly("1", "2", "3");
    }

    /** Undo rows are dropped many at a time. */
    @Test
    @Timeout(60)
    void anUndoRowThatAForeignSessionHoldsKeepsNoOther() throws Exception {
        int many = 9;
        for (int i = 0; i < many; i++) {
            int id = 10 + i;
            globally(Mode.AUTOCOMMIT, c -> Style.PREPARED.update(c, "INSERT INTO account VALUES (?, 'x', 1)", id));
        }
        List<BranchOrder> orders = branches.registered().stream()
                .map(branch -> new BranchOrder(branch.xid(), branch.branch(), Outcome.COMMIT, null, branch.mark()))
                .toList();
        try (Connection foreign = target().getConnection()) {
            foreign.setAutoCommit(false);
            Style.STATEMENT.execute(
                    foreign, "UPDATE undo_log SET log_status = 0 WHERE xid = '" + XID + "' AND branch_id = 4");
            assertThat(at().resource().commitAll(orders))
                    .extracting(BranchEnd::status)
                    .filteredOn(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE::equals)
                    .hasSize(1);
            foreign.rollback();
        }
        assertThat(undoRows()).containsExactly("4|0");

        assertThat(at().resource().commitAll(orders))
                .as("delivered again")
                .filteredOn(end -> !end.noTrace())
                .containsExactly(BranchEnd.of(BranchStatus.PHASE_TWO_COMMITTED));
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void rollbackToASavepointDropsWhatCameAfterIt() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            Style.STATEMENT.update(c, PAY);
            Savepoint savepoint = c.setSavepoint();
            Style.STATEMENT.update(c, "UPDATE account SET balance = 0 WHERE id = 2");
            c.rollback(savepoint);
            Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 3");
        });

        assertThat(branches.registered()).extracting(Registered::lockKey).containsExactly("account:1,3");
        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("90", "100", "1");
        rollBackGlobally();
        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("100", "100", "0");
    }

    @Test
    void setAutoCommitCommitsFirst() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> {
            c.setAutoCommit(false);
            Style.STATEMENT.update(c, PAY);
            assertThat(branches.registered()).isEmpty();
            c.setAutoCommit(true);
        });

        assertThat(branches.registered()).hasSize(1);
        assertThat(balance()).isEqualTo(90);
    }

    @Test
    void closeWithoutCommitRollsBack() throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = explicit()) {
            Style.STATEMENT.update(c, PAY);
        }

        assertThat(balance()).isEqualTo(100);
        assertThat(branches.registered()).isEmpty();
    }

    @Test
    void aConnectionGoesBackToThePoolAlsoIfTheRollbackFails() throws SQLException {
        SQLException over = new SQLException("the session is over", "57P01");
        WatchedDataSource watched = new WatchedDataSource(target());
        try (XidContext.Scope scope = XidContext.bind(XID)) {
            Connection c = new AtDataSource(watched, branches).getConnection();
            c.setAutoCommit(false);
            Style.STATEMENT.update(c, PAY);
            watched.before("ROLLBACK", () -> {
                throw over;
            });

            assertThatThrownBy(c::close).isSameAs(over);

            assertThat(c.isClosed()).isTrue();
        }
    }

    @Test
    void aRollbackForgetsEverything() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            Style.STATEMENT.update(c, PAY);
            c.rollback();
        });

        assertThat(balance()).isEqualTo(100);
        assertThat(branches.registered()).isEmpty();
    }

    @Test
    void aLocalTransactionBelongsToOneXid() throws SQLException {
        try (Connection c = explicit()) {
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                Style.STATEMENT.update(c, PAY);
            }
            try (XidContext.Scope scope = XidContext.bind(OTHER)) {
                refused("ASN-4390", () -> Style.STATEMENT.update(c, PAY));
                refused("ASN-4390", c::commit);
            }
            refused("ASN-4391", () -> Style.STATEMENT.update(c, PAY));
            refused("ASN-4391", c::commit);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                c.commit();
            }
        }

        assertThat(branches.registered()).extracting(Registered::xid).containsExactly(XID);
        assertThat(balance()).isEqualTo(90);
    }

    @Test
    void aLocalTransactionThatBeganOutsideStaysOutside() throws SQLException {
        try (Connection c = explicit()) {
            Style.STATEMENT.update(c, PAY);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                refused("ASN-4392", () -> Style.STATEMENT.update(c, PAY));
            }
            c.commit();
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                Style.STATEMENT.update(c, PAY);
                c.commit();
            }
        }

        assertThat(balance()).isEqualTo(80);
        assertThat(branches.registered()).hasSize(1);
    }

    @Test
    void aReadBeforeTheGlobalTransactionIsNoChange() throws SQLException {
        try (Connection c = explicit();
                PreparedStatement read = c.prepareStatement("SELECT balance FROM account")) {
            assertThat(read.execute()).isTrue();
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                Style.STATEMENT.update(c, PAY);
                c.commit();
            }
        }

        assertThat(branches.registered()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aFailedStatementChangesNothingAndCanBeGivenUp(Mode mode) throws SQLException {
        List<String> before = everything();
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at().getConnection()) {
            c.setAutoCommit(mode == Mode.AUTOCOMMIT);
            assertThatThrownBy(() -> Style.PREPARED.update(c, "INSERT INTO account VALUES (?, 'x', 1)", 1))
                    .isInstanceOf(SQLException.class)
                    .hasNoCause();
            if (mode == Mode.EXPLICIT) {
                c.rollback();
            }
            assertThat(c.getAutoCommit()).isEqualTo(mode == Mode.AUTOCOMMIT);
        }

        assertThat(everything()).isEqualTo(before);
        assertThat(branches.registered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE account SET id = (SELECT 9) WHERE id = 1                | KEY_CHANGE
            CREATE TABLE other (id INT)                                    | SCHEMA_CHANGE
            DELETE FROM account WHERE id = 1; SELECT id FROM account       | SEVERAL_STATEMENTS
            DELETE FROM account; SELECT id FROM account FOR UPDATE         | SEVERAL_STATEMENTS
            DELETE FROM account; CREATE TABLE other (id INT)               | SCHEMA_CHANGE
            """)
    void whatCannotBeUndoneIsRefusedBeforeItRuns(String sql, Refusal reason) throws SQLException {
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            globally(mode, c -> {
                for (Style style : Style.values()) {
                    refused(reason.code(), () -> style.update(c, sql));
                    refused(reason.code(), () -> style.execute(c, sql));
                }
            });
        }

        assertThat(everything()).isEqualTo(before);
    }

    /** As the application configures it where the driver wants to be asked for it. */
    protected DataSource takingSeveralStatements() throws SQLException {
        return target();
    }

    @Test
    void severalStatementsInOneTextRunAsOnPlainJdbc() throws SQLException {
        severalStatements(
                "UPDATE account SET balance = ? WHERE id = ?; INSERT INTO account VALUES (?, 'a;b', 5) -- one; two\n"
                        + "; DELETE FROM stock WHERE shop = ?",
                7,
                1,
                9,
                "north");
        severalStatements("UPDATE account SET balance = 1; UPDATE account SET balance = balance + 1 WHERE id < 3;");
        severalStatements("UPDATE account SET balance = 1 WHERE id = 99; DELETE FROM entry");
        severalStatements("UPDATE account SET balance = 8 WHERE id = 1; INSERT INTO account VALUES (1, 'again', 1)");
    }

    private void severalStatements(String sql, Object... values) throws SQLException {
        List<String> before = everything();
        AtDataSource ours = new AtDataSource(takingSeveralStatements(), branches, AtOptions.DEFAULTS);
        for (Mode mode : Mode.values()) {
            for (Style style : Style.values()) {
                List<String> plain = new ArrayList<>();
                List<String> answers = new ArrayList<>();
                try (Connection c = takingSeveralStatements().getConnection()) {
                    answers(c, mode, style, sql, values, plain);
                }
                List<String> left = everything();
                run(
                        "DELETE FROM account",
                        "DELETE FROM entry",
                        "DELETE FROM stock",
                        "INSERT INTO account VALUES (1, 'Ann', 100), (2, 'Bob', 100), (3, NULL, 0)",
                        "INSERT INTO entry VALUES (1, 1, 'opened')",
                        "INSERT INTO stock VALUES ('north', 1, 5), ('south', 1, 7)");
                assertThat(everything()).isEqualTo(before);

                try (XidContext.Scope scope = XidContext.bind(XID);
                        Connection c = ours.getConnection()) {
                    answers(c, mode, style, sql, values, answers);
                }
                assertThat(answers).as(mode + sql).isEqualTo(plain);
                assertThat(everything()).as(mode + sql).isEqualTo(left);
                rollBackGlobally();
                assertThat(everything()).as(mode + sql).isEqualTo(before);
            }
        }
    }

    private static void answers(Connection c, Mode mode, Style style, String sql, Object[] values, List<String> answers)
            throws SQLException {
        c.setAutoCommit(mode == Mode.AUTOCOMMIT);
        for (boolean update : new boolean[] {true, false}) {
            try (Statement s = style == Style.STATEMENT ? c.createStatement() : c.prepareStatement(sql)) {
                String text = style == Style.STATEMENT ? Style.spelt(sql, values) : sql;
                if (s instanceof PreparedStatement prepared) {
                    set(prepared, values);
                    answers.add(update ? "" + prepared.executeUpdate() : "" + prepared.execute());
                } else {
                    answers.add(update ? "" + s.executeUpdate(text) : "" + s.execute(text));
                }
                do {
                    answers.add(s.getUpdateCount() + " " + s.getLargeUpdateCount());
                } while (s.getMoreResults() || s.getUpdateCount() >= 0);
                if (mode == Mode.EXPLICIT) {
                    c.commit();
                }
            } catch (SQLException e) {
                answers.add(e.getSQLState().substring(0, 2));
                if (mode == Mode.EXPLICIT) {
                    c.rollback();
                }
            }
        }
    }

    /** The application goes on after the error, where the database lets it. */
    @Test
    void severalStatementsOfWhichOneFailsLeaveWhatTheyLeaveOnPlainJdbc() throws SQLException {
        String sql = "UPDATE account SET balance = 8 WHERE id = 1; INSERT INTO account VALUES (1, 'again', 1)";
        AtDataSource ours = new AtDataSource(takingSeveralStatements(), branches, AtOptions.DEFAULTS);
        List<String> before = everything();
        try (Connection c = takingSeveralStatements().getConnection()) {
            failAndCommit(c, sql);
        }
        List<String> left = everything();
        run("UPDATE account SET balance = 100 WHERE id < 3");
        assertThat(everything()).isEqualTo(before);

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = ours.getConnection()) {
            failAndCommit(c, sql);
        }

        assertThat(everything()).isEqualTo(left);
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    private static void failAndCommit(Connection c, String sql) throws SQLException {
        c.setAutoCommit(false);
        try (Statement s = c.createStatement()) {
            assertThatThrownBy(() -> s.execute(sql)).isInstanceOf(SQLException.class);
            s.executeUpdate("UPDATE account SET balance = 9 WHERE id = 2");
            c.commit();
        } catch (SQLException e) {
            c.rollback();
        }
    }

    @Test
    void severalStatementsWhoseKeysAreAskedForAreRefused() throws SQLException {
        String sql = "INSERT INTO entry (account, note) VALUES (1, 'x'); DELETE FROM stock";
        AtDataSource ours = new AtDataSource(takingSeveralStatements(), branches, AtOptions.DEFAULTS);
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = ours.getConnection();
                Statement s = c.createStatement()) {
            refused(Refusal.SEVERAL_STATEMENTS.code(), () -> s.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS));
            refused(Refusal.QUERY_EXPECTED.code(), () -> s.executeQuery(sql));
            assertThatThrownBy(() -> {
                        s.addBatch(sql); // PostgreSQL's driver refuses it itself
                        s.executeBatch();
                    })
                    .isInstanceOf(SQLException.class);
        }
        assertThat(branches.registered()).isEmpty();
    }

    @Test
    void aBatchWithOneThatIsRefusedRunsNone() throws SQLException {
        List<String> before = everything();
        globally(Mode.EXPLICIT, c -> {
            try (Statement s = c.createStatement()) {
                s.addBatch(PAY);
                s.addBatch("CREATE TABLE other (id INT)");
                refused(Refusal.SCHEMA_CHANGE.code(), s::executeBatch);
            }
        });

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aChangeRunAsAQueryIsRefused() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> {
            try (Statement s = c.createStatement()) {
                refused(Refusal.QUERY_EXPECTED.code(), () -> s.executeQuery(PAY));
            }
        });

        assertThat(balance()).isEqualTo(100);
    }

    @Test
    void aProcedureIsRefused() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> refused(Refusal.CALLABLE.code(), () -> c.prepareCall("{call pay()}")));
    }

    @Test
    void aTableWithoutAPrimaryKeyIsRefused() throws SQLException {
        run("CREATE TABLE heap (a INT)", "INSERT INTO heap VALUES (1)");

        globally(Mode.EXPLICIT, c -> refused("ASN-4303", () -> Style.STATEMENT.update(c, "DELETE FROM heap")));

        assertThat(rows("SELECT a FROM heap")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void lockedRowsAreReturnedOnceNobodyElseHoldsThem(Mode mode) throws SQLException {
        hold("account:2");
        duringPause(this::freeAfterAnotherChange);

        globally(mode, c -> {
            try (PreparedStatement s =
                    c.prepareStatement("SELECT name, balance FROM account WHERE id IN (?, ?) ORDER BY id FOR UPDATE")) {
                set(s, 1, 2);
                try (ResultSet r = s.executeQuery()) {
                    assertThat(c.getAutoCommit()).isEqualTo(mode == Mode.AUTOCOMMIT);
                    assertThat(r.next()).isTrue();
                    assertThat(r.getString("name")).isEqualTo("Ann");
                    assertThat(r.next()).isTrue();
                    assertThat(r.getInt(2)).isEqualTo(100);
                    assertThat(r.next()).isFalse();
                }
            }
        });

        assertThat(branches.refusals()).isEqualTo(1);
        assertThat(branches.registered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aLockedReadGivesUpWithTheRowsNamed(Mode mode) throws SQLException {
        hold("account:2");

        globally(mode, c -> {
            try (Statement s = c.createStatement()) {
                assertThatThrownBy(() -> s.executeQuery("SELECT * FROM account FOR UPDATE"))
                        .hasMessageStartingWith("ASN-1350: ")
                        .hasMessageContaining("account:")
                        .hasCauseInstanceOf(TryAgain.class);
                assertThat(s.execute("SELECT * FROM account WHERE id = 1 FOR UPDATE"))
                        .isTrue();
                try (ResultSet r = s.getResultSet()) {
                    assertThat(r.next()).isTrue();
                }
                assertThat(s.executeQuery("SELECT * FROM account WHERE id = 77 FOR UPDATE")
                                .next())
                        .isFalse();
            }
        });
    }

    @Test
    void everythingLeadsBackToTheWrapper() throws SQLException {
        try (Connection c = at().getConnection();
                Statement plain = c.createStatement();
                PreparedStatement prepared = c.prepareStatement("SELECT 1")) {
            assertThat(plain.getConnection()).isSameAs(c);
            assertThat(prepared.getConnection()).isSameAs(c);
        }
        try (Connection c = at().getConnection()) {
            assertThat(c.unwrap(Connection.class)).isSameAs(c);
            assertThat(c.isValid(1)).isTrue();
        }
    }

    @Test
    void anotherSchemaIsRefusedUntilTheConnectionIsBack() throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at().getConnection()) {
            String home = c.getSchema();
            if (home != null) {
                c.setSchema(
                        rows("SELECT schema_name FROM information_schema.schemata WHERE schema_name <> '" + home + "'")
                                .get(0));
                refused("ASN-4397", () -> Style.STATEMENT.update(c, "UPDATE public.account SET balance = 1"));
                c.setSchema(home);
            }
            assertThat(Style.STATEMENT.update(c, PAY)).isEqualTo(1);
        }
    }

    @Test
    void twoThreadsOnOneRowLoseNoUpdate() throws Exception {
        int each = 20;
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<?>> both = new ArrayList<>();
        AtDataSource source = new AtDataSource(target(), branches, AtOptions.DEFAULTS);
        for (int thread = 0; thread < 2; thread++) {
            int number = thread;
            both.add(two.submit(() -> {
                for (int i = 0; i < each; i++) {
                    pay(source, Xid.of("tc:8091", 100 + number * each + i));
                }
                return null;
            }));
        }
        for (Future<?> one : both) {
            one.get();
        }
        two.shutdown();

        assertThat(balance()).isEqualTo(100 - 2 * each * 10);
        assertThat(branches.registered()).hasSize(2 * each);
        assertThat(undoRows()).hasSize(2 * each);
    }

    private void pay(AtDataSource source, Xid xid) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(xid);
                Connection c = source.getConnection()) {
            assertThat(Style.PREPARED.update(c, PAY)).isEqualTo(1);
        } finally {
            branches.free(xid);
        }
    }

    private void freeAfterAnotherChange() {
        try {
            run("UPDATE account SET balance = 50 WHERE id = 1");
            branches.free(OTHER);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void hold(String rows) throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), rows);
    }

    private Connection explicit() throws SQLException {
        Connection c = at().getConnection();
        c.setAutoCommit(false);
        return c;
    }

    private int balance() throws SQLException {
        return Integer.parseInt(rows("SELECT balance FROM account WHERE id = 1").get(0));
    }

    private static void refused(String code, Action action) {
        assertThatThrownBy(action::run)
                .isInstanceOf(SQLNonTransientException.class)
                .hasMessageStartingWith(code + ": ")
                .hasCauseInstanceOf(NotAllowed.class)
                .extracting("SQLState")
                .isEqualTo("25000");
    }

    private interface Action {
        void run() throws SQLException;
    }
}
