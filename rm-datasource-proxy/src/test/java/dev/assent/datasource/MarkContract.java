package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.BranchEnd;
import dev.assent.client.BranchOrder;
import dev.assent.client.XidContext;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A database is known by its mark, not by its address. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class MarkContract extends AtContract {
    private static final String PAY = "UPDATE account SET balance = balance - 10 WHERE id = 1";
    private static final int CREATORS = 8;

    /** The SQLState with which the database refuses to make a table. */
    protected String deniedState() {
        return "42000";
    }

    @Test
    void theFirstUseInAGlobalTransactionMakesTheMark() throws SQLException {
        assertThat(at().resource().mark()).isNull();
        try (Connection c = at().getConnection()) {
            Style.STATEMENT.update(c, "UPDATE account SET balance = 100 WHERE id = 1");
        }
        assertThat(marks()).isEmpty();

        pay(at());

        assertThat(marks()).hasSize(1);
        String mark = marks().get(0);
        assertThat(branches.identified()).containsExactly("none", mark);
        assertThat(branches.registered()).extracting(Registered::mark).containsExactly(new DatabaseMark(mark));
        assertThat(at().resource().mark()).isEqualTo(new DatabaseMark(mark));
        assertThat(undoRows()).containsExactly("1|0");
    }

    @Test
    void anotherServiceReadsTheSameMark() throws SQLException {
        pay(at());
        AtDataSource other = new AtDataSource(target(), branches);

        assertThat(other.resource().mark()).isEqualTo(at().resource().mark());
        pay(other);

        assertThat(branches.identified()).containsExactly("none", marks().get(0), marks().get(0));
    }

    @Test
    void ofSeveralCreatorsAtOnceOneMarksTheDatabase() throws Exception {
        run("DROP TABLE assent_database");
        ExecutorService threads = Executors.newFixedThreadPool(CREATORS);
        try {
            List<Callable<DatabaseMark>> creators = new ArrayList<>();
            for (int i = 0; i < CREATORS; i++) {
                AtDataSource creator = new AtDataSource(i % 2 == 0 ? target() : undoLogOnly(), branches);
                creators.add(() -> {
                    try (XidContext.Scope scope = XidContext.bind(XID);
                            Connection c = creator.getConnection()) {
                        return Objects.requireNonNull(creator.resource().mark());
                    }
                });
            }
            List<DatabaseMark> seen = new ArrayList<>();
            for (Future<DatabaseMark> mark : threads.invokeAll(creators)) {
                seen.add(mark.get());
            }
            assertThat(seen).containsOnly(seen.get(0));
            assertThat(new AtDataSource(target(), branches).resource().mark()).isEqualTo(seen.get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whereOnlyUndoLogIsAllowedAReservedRowOfItKeepsTheMark() throws SQLException {
        run("DROP TABLE assent_database");
        AtDataSource poor = new AtDataSource(undoLogOnly(), branches);
        pay(poor);

        DatabaseMark mark = Objects.requireNonNull(poor.resource().mark());
        assertThat(rows("SELECT context, log_status, EXTRACT(YEAR FROM log_created) FROM undo_log WHERE branch_id = 0"))
                .containsExactly("serializer=assent&mark=" + mark + "|2|2037");
        assertThat(new AtDataSource(target(), branches).resource().mark()).isEqualTo(mark);

        Registered branch = branches.registered().get(0);
        assertThat(poor.resource().finish(order(branch.branch(), Outcome.ROLLBACK, mark)))
                .isEqualTo(BranchEnd.of(BranchStatus.PHASE_TWO_ROLLBACKED));
        assertThat(poor.resource().finish(order(new BranchId(7), Outcome.ROLLBACK, mark)))
                .isEqualTo(BranchEnd.of(BranchStatus.PHASE_TWO_ROLLBACKED));
        assertThat(poor.resource().finish(order(new BranchId(8), Outcome.ROLLBACK, new DatabaseMark("other"))))
                .isEqualTo(BranchEnd.of(
                        BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, "its database is not connected here"));
        assertThat(undoRows()).containsExactly("0|2", "7|1");
        assertThat(poor.resource().writeNonce(mark, "word")).isTrue();
        assertThat(at().resource().readNonce(mark)).isEqualTo("word");
    }

    @Test
    void noPurgeFindsTheReservedRow() throws SQLException {
        run("DROP TABLE assent_database");
        AtDataSource poor = new AtDataSource(undoLogOnly(), branches);
        pay(poor);
        at().resource()
                .finish(order(new BranchId(7), Outcome.ROLLBACK, poor.resource().mark()));

        poor.resource().purge(0);
        run("DELETE FROM undo_log WHERE log_created <= TIMESTAMP '2037-12-30 00:00:00'"); // as Seata's resource
        // managers do

        assertThat(undoRows()).containsExactly("0|2");
    }

    @Test
    void aLocalCommitIsRefusedWhereTheMarkIsGone() throws SQLException {
        pay(at());
        run("DELETE FROM assent_database");

        assertThatThrownBy(() -> pay(at())).hasMessageStartingWith("ASN-1302: ").hasCauseInstanceOf(TryAgain.class);

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("90");
        assertThat(branches.failed())
                .containsExactly(branches.registered().get(1).branch());
    }

    @Test
    void aMissingMarkIsNotMadeAgainIfTheCoordinatorForbidsIt() throws SQLException {
        pay(at());
        run("DELETE FROM assent_database");
        assertThatThrownBy(() -> pay(at())).hasMessageStartingWith("ASN-1302: ");

        branches.refuseMarks(new NotAllowed("ASN-4402", "Expected a mark, but branches are open."));
        assertThatThrownBy(() -> pay(at()))
                .hasMessage("ASN-4402: Expected a mark, but branches are open.")
                .hasCauseInstanceOf(NotAllowed.class);

        assertThat(marks()).isEmpty();
        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("90");
    }

    @Test
    void aMissingUndoRowIsSuccessOnlyInTheBranchsOwnDatabase() throws SQLException {
        pay(at());
        DatabaseMark mark = Objects.requireNonNull(at().resource().mark());

        assertThat(at().resource().finish(order(new BranchId(8), Outcome.ROLLBACK, new DatabaseMark("other"))))
                .isEqualTo(BranchEnd.of(
                        BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, "its database is not connected here"));
        assertThat(undoRows()).containsExactly("1|0");
        assertThat(at().resource().finish(order(new BranchId(8), Outcome.ROLLBACK, mark)))
                .isEqualTo(BranchEnd.of(BranchStatus.PHASE_TWO_ROLLBACKED));
        assertThat(undoRows()).containsExactly("1|0", "8|1");
    }

    @Test
    void theMarkIsReadInTheRollbacksOwnLocalTransaction() throws SQLException {
        pay(at());
        DatabaseMark mark = Objects.requireNonNull(at().resource().mark());
        run("DELETE FROM assent_database");

        assertThat(at().resource().finish(order(new BranchId(8), Outcome.ROLLBACK, mark)))
                .isEqualTo(BranchEnd.of(
                        BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, "its database is not connected here"));
    }

    @Test
    void aCommitSaysThatTheDatabaseHasNoTraceOfTheBranch() throws SQLException {
        pay(at());
        DatabaseMark mark = at().resource().mark();

        assertThat(at().resource().finish(order(new BranchId(1), Outcome.COMMIT, mark)))
                .isEqualTo(BranchEnd.committed(true));
        assertThat(at().resource().finish(order(new BranchId(1), Outcome.COMMIT, mark)))
                .isEqualTo(BranchEnd.committed(false));
        assertThat(at().resource().finish(order(new BranchId(1), Outcome.COMMIT, new DatabaseMark("other"))))
                .isEqualTo(BranchEnd.of(
                        BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE, "its database is not connected here"));
    }

    @Test
    void theTablesMayBeMadeThroughTheWrappedDataSource() throws SQLException {
        run("DROP TABLE undo_log", "DROP TABLE assent_database");
        AtDataSource early = new AtDataSource(target(), branches);

        assertThatThrownBy(() -> pay(early))
                .hasMessageStartingWith("ASN-4316: ")
                .hasCauseInstanceOf(NotAllowed.class);
        try (Connection c = early.getConnection();
                Statement s = c.createStatement()) {
            for (String sql : UndoLog.ddl(Dialect.of(c))) {
                s.execute(sql);
            }
        }
        pay(early);

        assertThat(marks()).hasSize(1);
        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("90");
    }

    @Test
    void aMissingMarkIsTheOldOneAgainIfAnOperatorWantsIt() throws SQLException {
        pay(at());
        DatabaseMark old = Objects.requireNonNull(at().resource().mark());
        run("DELETE FROM assent_database");
        branches.order(old);

        pay(new AtDataSource(target(), branches));

        assertThat(marks()).containsExactly(old.value());
    }

    @Test
    void aCopyGetsTheMarkThatAnOperatorWants() throws SQLException {
        pay(at());
        branches.order(new DatabaseMark("renewed"));
        AtDataSource copy = new AtDataSource(target(), branches);

        pay(copy);

        assertThat(marks()).containsExactly("renewed");
        assertThat(copy.resource().mark()).isEqualTo(new DatabaseMark("renewed"));
        assertThatThrownBy(() -> pay(at())).hasMessageStartingWith("ASN-1302: ");
    }

    @Test
    void aRefusedBranchMakesItAskAgainWhetherTheDatabaseIsAccepted() throws SQLException {
        pay(at());
        branches.answer(new NotAllowed("ASN-4402", "Expected a branch, but this is a copy."));
        assertThatThrownBy(() -> pay(at())).hasMessageContaining("this is a copy");

        branches.order(new DatabaseMark("renewed"));
        pay(at());

        assertThat(marks()).containsExactly("renewed");
        assertThat(branches.registered()).extracting(Registered::mark).last().isEqualTo(new DatabaseMark("renewed"));
    }

    @Test
    void aWordInTheMarksRowIsSeenByEachConnectionToTheDatabase() throws SQLException {
        pay(at());
        DatabaseMark mark = Objects.requireNonNull(at().resource().mark());
        AtDataSource second = new AtDataSource(target(), branches);

        assertThat(second.resource().readNonce(mark)).isEmpty();
        assertThat(second.resource().writeNonce(mark, "word-1")).isTrue();
        assertThat(at().resource().readNonce(mark)).isEqualTo("word-1");
        assertThat(second.resource().writeNonce(new DatabaseMark("other"), "word-2"))
                .isFalse();
        assertThat(at().resource().readNonce(new DatabaseMark("other"))).isEmpty();
    }

    /** There may be no new work that would find out, and outcomes that wait for the new mark. */
    @Test
    void aMarkThatIsNotThereWhenAWordIsWrittenIsReadAgain() throws SQLException {
        pay(at());
        DatabaseMark lost = Objects.requireNonNull(at().resource().mark());
        run("UPDATE assent_database SET mark = 'made-by-another'");

        assertThat(at().resource().writeNonce(lost, "word")).isFalse();
        assertThat(at().resource().mark()).isEqualTo(new DatabaseMark("made-by-another"));

        run("DELETE FROM assent_database");
        assertThat(at().resource().writeNonce(new DatabaseMark("made-by-another"), "word"))
                .isFalse();
        assertThat(at().resource().mark()).isNull();
    }

    private void pay(AtDataSource source) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = source.getConnection()) {
            Style.STATEMENT.update(c, PAY);
        }
    }

    private static BranchOrder order(BranchId branch, Outcome outcome, @Nullable DatabaseMark mark) {
        return new BranchOrder(XID, branch, outcome, null, mark);
    }

    private List<String> marks() throws SQLException {
        return rows("SELECT mark FROM assent_database");
    }

    /** Its user may make no table. */
    private DataSource undoLogOnly() {
        return proxy(
                DataSource.class,
                target(),
                (method, result) -> method.equals("getConnection")
                        ? proxy(
                                Connection.class,
                                (Connection) result,
                                (name, statement) -> name.equals("createStatement")
                                        ? proxy(Statement.class, (Statement) statement, (any, same) -> same)
                                        : statement)
                        : result);
    }

    private <T> T proxy(Class<T> type, T driver, After after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (args != null && args.length > 0 && String.valueOf(args[0]).startsWith("CREATE TABLE")) {
                throw new SQLException("permission denied", deniedState());
            }
            try {
                return after.call(method.getName(), method.invoke(driver, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private interface After {
        Object call(String method, Object result) throws SQLException;
    }
}
