package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.model.AssentException.NotAllowed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The undo table is looked at as deeply as it is used, at the first use, and may be created on request. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class UndoTableContract extends AtContract {
    private static final int CREATORS = 6;

    /** The table as Seata's script for this database makes it; nothing where Seata has no script. */
    protected List<String> seatasTables() {
        return List.of();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            branch_id     | INT          | column branch_id is *
            branch_id     | VARCHAR(20)  | column branch_id is *
            xid           | VARCHAR(64)  | column xid is *(64) and not a text of 100 characters
            context       | VARCHAR(100) | column context is *(100) and not a text of 128 characters
            rollback_info | VARCHAR(100) | column rollback_info is *(100) and not bytes, 16 MiB of them
            log_status    | VARCHAR(10)  | column log_status is *
            log_created   | DATE         | column log_created is *
            """)
    void aColumnThatCannotHoldWhatIsWrittenIsNamed(String column, String type, String flaw) throws SQLException {
        replaceUndoTable(
                definition -> definition.startsWith(column + ' ') ? column + ' ' + type + " NOT NULL" : definition);

        assertUnfit(flaw);
    }

    @Test
    void aMissingUniqueKeyIsNamed() throws SQLException {
        replaceUndoTable(definition -> definition.contains("ux_undo_log") ? "" : definition);
        assertUnfit("no unique key is made of xid and branch_id and nothing else");

        run("CREATE INDEX ux_undo_log ON undo_log (xid, branch_id)");
        assertUnfit("no unique key is made of xid and branch_id and nothing else");

        run("CREATE UNIQUE INDEX ux_more ON undo_log (xid, branch_id, log_status)");
        assertUnfit("no unique key is made of xid and branch_id and nothing else");

        run("CREATE UNIQUE INDEX ux_turned ON undo_log (branch_id, xid)");
        pay(new AtDataSource(target(), branches));
    }

    @Test
    void aFurtherColumnMustFillItself() throws SQLException {
        run("ALTER TABLE undo_log ADD COLUMN tenant VARCHAR(10) NOT NULL");
        assertUnfit("column tenant has no default and is not written");

        run(
                "ALTER TABLE undo_log ALTER COLUMN tenant SET DEFAULT 'none'",
                "ALTER TABLE undo_log ADD COLUMN ext VARCHAR(100)");
        pay(new AtDataSource(target(), branches));
    }

    @Test
    void tablesThatWereMadeForSeataWillDo() throws SQLException {
        for (String table : seatasTables()) {
            run("DROP TABLE undo_log", table);
            pay(new AtDataSource(target(), branches));
        }
    }

    @Test
    void theTablesAreCreatedOnRequestAtTheFirstUse() throws SQLException {
        run("DROP TABLE undo_log", "DROP TABLE assent_database");
        AtDataSource source = new AtDataSource(target(), branches, AtOptions.DEFAULTS.withCreateUndoLog(true));
        assertThatThrownBy(this::undoRows).isInstanceOf(SQLException.class);

        pay(source);

        assertThat(undoRows()).containsExactly("1|0");
        assertThat(rows("SELECT COUNT(*) FROM assent_database")).containsExactly("1");
    }

    /** A pool over the data source keeps connections that are older than any global transaction. */
    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void theTablesAreCreatedForAConnectionThatWasThereBefore() throws SQLException {
        run("DROP TABLE undo_log", "DROP TABLE assent_database");
        AtDataSource source = new AtDataSource(target(), branches, AtOptions.DEFAULTS.withCreateUndoLog(true));
        try (Connection old = source.getConnection();
                XidContext.Scope scope = XidContext.bind(XID);
                PreparedStatement insert = old.prepareStatement(
                        "INSERT INTO entry (account, note) VALUES (1, 'first')", Statement.RETURN_GENERATED_KEYS)) {
            assertThat(insert.executeUpdate()).isOne();
        }
        assertThat(undoRows()).hasSize(1);
    }

    @Test
    void theTablesAreCreatedUnderAnotherName() throws SQLException {
        AtDataSource source = new AtDataSource(
                target(), branches, AtOptions.DEFAULTS.withCreateUndoLog(true).withUndoLogTable("undo_of_shop"));
        try {
            pay(source);

            assertThat(rows("SELECT branch_id, log_status FROM undo_of_shop")).containsExactly("1|0");
        } finally {
            run("DROP TABLE undo_of_shop");
        }
    }

    @Test
    void severalServicesMayCreateThemAtOnce() throws Exception {
        run("DROP TABLE undo_log", "DROP TABLE assent_database");
        ExecutorService threads = Executors.newFixedThreadPool(CREATORS);
        try {
            List<Callable<Integer>> creators = new ArrayList<>();
            for (int i = 0; i < CREATORS; i++) {
                AtDataSource creator = new AtDataSource(target(), branches, AtOptions.DEFAULTS.withCreateUndoLog(true));
                creators.add(() -> {
                    try (XidContext.Scope scope = XidContext.bind(XID);
                            Connection c = creator.getConnection()) {
                        return c.getTransactionIsolation();
                    }
                });
            }
            for (Future<Integer> made : threads.invokeAll(creators)) {
                made.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows("SELECT COUNT(*) FROM assent_database")).containsExactly("1");
    }

    @Test
    void aTableThatAnotherServiceIsMakingNowIsWaitedFor() throws SQLException {
        replaceUndoTable(definition -> definition.contains("ux_undo_log") ? "" : definition);
        WatchedDataSource watched = new WatchedDataSource(target());
        watched.before("--", () -> run("CREATE UNIQUE INDEX ux_made ON undo_log (xid, branch_id)"));

        pay(new AtDataSource(watched, branches, AtOptions.DEFAULTS.withCreateUndoLog(true)));

        assertThat(undoRows()).containsExactly("1|0");
    }

    protected void assertUnfit(String flaw) {
        assertThatThrownBy(() -> pay(new AtDataSource(target(), branches)))
                .hasMessageStartingWith("ASN-4340: ")
                .hasMessageMatching(
                        "(?s).*" + flaw.replace("(", "\\(").replace(")", "\\)").replace("*", ".*") + ".*")
                .hasCauseInstanceOf(NotAllowed.class);
    }

    protected void pay(AtDataSource source) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = source.getConnection()) {
            Style.STATEMENT.update(c, "UPDATE account SET balance = balance - 10 WHERE id = 1");
        }
    }

    /** Our own script with other definitions of columns and keys; an empty one is left out. */
    private void replaceUndoTable(UnaryOperator<String> definition) throws SQLException {
        String script;
        try (Connection c = target().getConnection()) {
            script = UndoLog.ddl(Dialect.of(c)).get(0);
        }
        int open = script.indexOf('(');
        int close = script.lastIndexOf(')');
        List<String> kept = new ArrayList<>();
        for (String line : script.substring(open + 1, close).lines().toList()) {
            String mine = definition.apply(line.strip().replaceAll(",$", "").replaceAll(" +", " "));
            if (!mine.isBlank()) {
                kept.add(mine);
            }
        }
        run("DROP TABLE undo_log", script.substring(0, open + 1) + String.join(", ", kept) + script.substring(close));
    }
}
