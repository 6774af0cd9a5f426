package dev.assent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.BranchOrder;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.datasource.FakeBranches;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.AssentException;
import dev.assent.model.BranchStatus;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** One database with the tables of the cases, on which each case leaves everything as it was. */
final class Place implements AutoCloseable {
    private static final Xid XID = Xid.of("sql:1", 1);

    private final DatabaseKind kind;
    private final DataSource target;
    private final FakeBranches branches = new FakeBranches();
    private final HikariDataSource pool = new HikariDataSource();
    private final AtDataSource at;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    Place(DatabaseKind kind, DataSource target) throws SQLException {
        this.kind = kind;
        this.target = target;
        List<String> statements = SqlCase.tables(kind);
        try (Connection connection = target.getConnection()) {
            execute(connection, statements);
        }
        pool.setDataSource(target);
        pool.setMaximumPoolSize(3);
        at = new AtDataSource(pool, branches, AtOptions.DEFAULTS.withCreateUndoLog(true));
        for (String sql : statements) {
            if (sql.startsWith("create table ")) {
                String table = sql.split(" ", -1)[2];
                rows.put(table, rows(table));
            }
        }
    }

    /** The error of ours that refuses one of the statements; empty if all are accepted and undone. */
    Optional<AssentException> refusal(SqlCase one) throws SQLException {
        List<String> statements = one.statements(kind);
        if (!one.ending().contains(kind)) {
            runsPlainly(statements);
        }
        Optional<AssentException> refusal = globally(statements);
        rollBack();
        assertUnchanged(String.join(" ", statements).toLowerCase(Locale.ROOT));
        branches.forget();
        return refusal;
    }

    /** Without Assent the database takes it; on a connection of its own, whose settings it may change. */
    private void runsPlainly(List<String> statements) throws SQLException {
        try (Connection connection = target.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, statements);
            connection.rollback();
        }
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private Optional<AssentException> globally(List<String> statements) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection connection = at.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, statements);
            connection.commit();
            return Optional.empty();
        } catch (SQLException e) {
            if (e.getCause() instanceof AssentException ours) {
                return Optional.of(ours);
            }
            throw e;
        }
    }

    private void rollBack() {
        List<Registered> all = branches.registered();
        for (int i = all.size() - 1; i >= 0; i--) {
            Registered branch = all.get(i);
            BranchOrder order =
                    new BranchOrder(branch.xid(), branch.branch(), Outcome.ROLLBACK, branch.data(), branch.mark());
            assertThat(at.resource().finish(order).status()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACKED);
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                boolean hasRows = statement.execute(sql);
                if (hasRows) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            rows.getObject(1);
                        }
                    }
                }
            } catch (SQLException e) {
                throw e.getCause() instanceof AssentException
                        ? e
                        : new SQLException("Expected the database to run '" + sql + "'", e.getSQLState(), e);
            }
        }
    }

    /** @param text names the tables that are looked at */
    private void assertUnchanged(String text) throws SQLException {
        for (Map.Entry<String, List<String>> table : rows.entrySet()) {
            if (text.contains(table.getKey().toLowerCase(Locale.ROOT))) {
                assertThat(rows(table.getKey())).as("%s after %s", kind, text).isEqualTo(table.getValue());
            }
        }
    }

    private List<String> rows(String table) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table)) {
            while (found.next()) {
                all.add(row(found));
            }
        }
        Collections.sort(all);
        return all;
    }

    /** No case has changed a table that it does not name either. */
    void assertAllUnchanged() throws SQLException {
        assertUnchanged(String.join(" ", rows.keySet()).toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        pool.close();
    }

    private static String row(ResultSet rows) throws SQLException {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.append('|').append(rows.getString(i));
        }
        return row.toString();
    }
}
