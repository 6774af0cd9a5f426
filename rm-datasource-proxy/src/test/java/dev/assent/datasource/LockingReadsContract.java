package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.TryAgain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A locking read runs once, and what is asked of the coordinator are the rows that it hands out. */
public abstract class LockingReadsContract extends AtContract {
    private @Nullable WatchedDataSource watched;
    private @Nullable AtDataSource source;

    protected final WatchedDataSource watched() throws SQLException {
        at();
        return Objects.requireNonNull(watched);
    }

    @Override
    protected AtDataSource at() throws SQLException {
        if (source == null) {
            watched = new WatchedDataSource(target());
            source = new AtDataSource(watched, branches, AtOptions.DEFAULTS, pauses::add);
        }
        return source;
    }

    /** Ways to write a locking read of accounts that the database takes beside {@code FOR UPDATE}. */
    protected abstract List<String> locks();

    @ParameterizedTest
    @EnumSource(Mode.class)
    void itRunsOnceAndItsKeysAreNotSeen(Mode mode) throws SQLException {
        globally(mode, c -> {
            for (String lock : locks()) {
                watched().trips();
                try (PreparedStatement s =
                        c.prepareStatement("SELECT name, balance AS b FROM account WHERE id = ? " + lock)) {
                    s.setInt(1, 1);
                    try (ResultSet r = s.executeQuery()) {
                        assertThat(r.getMetaData().getColumnCount()).isEqualTo(2);
                        assertThat(r.getMetaData().getColumnLabel(2)).isEqualToIgnoringCase("b");
                        assertThat(r.getStatement()).isSameAs(s);
                        assertThat(r.next()).isTrue();
                        assertThat(r.getString("name")).isEqualTo("Ann");
                        assertThat(r.getInt(2)).isEqualTo(100);
                        assertThatThrownBy(() -> r.getInt(3)).isInstanceOf(SQLException.class);
                        assertThatThrownBy(() -> r.getInt("id")).isInstanceOf(SQLException.class);
                        assertThat(r.next()).isFalse();
                    }
                }
                assertThat(watched().trips().stream().filter(trip -> trip.contains("account")))
                        .as(lock)
                        .hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void onlyTheRowsHandedOutMatter(Mode mode) throws SQLException {
        hold("account:2,3");

        globally(mode, c -> {
            assertThat(ids(c, "SELECT * FROM account ORDER BY id LIMIT 1 FOR UPDATE"))
                    .containsExactly(1);
            assertThat(ids(c, "SELECT * FROM account WHERE id NOT IN (SELECT id + 1 FROM account) FOR UPDATE"))
                    .containsExactly(1);
        });

        assertThat(branches.refusals()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void heldRowsAreSkipped(Mode mode) throws SQLException {
        hold("account:1,2");

        globally(mode, c -> {
            assertThat(ids(c, "SELECT id FROM account ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"))
                    .containsExactly(3);
            assertThat(ids(c, "SELECT id FROM account WHERE id < 9 OR id > 99 ORDER BY id FOR UPDATE SKIP LOCKED"))
                    .containsExactly(3);
            assertThat(ids(c, "SELECT id FROM account WHERE id = 2 FOR UPDATE SKIP LOCKED"))
                    .isEmpty();
        });

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nobodyWaitsWithNowait(Mode mode) throws SQLException {
        hold("account:2");

        globally(mode, c -> {
            assertThatThrownBy(() -> ids(c, "SELECT id FROM account WHERE id > 1 FOR UPDATE NOWAIT"))
                    .hasCauseInstanceOf(TryAgain.class);
            assertThat(ids(c, "SELECT id FROM account WHERE id = 1 FOR UPDATE NOWAIT"))
                    .containsExactly(1);
        });

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM account FOR UPDATE",
                "SELECT * FROM account, (SELECT 1 AS n) x FOR UPDATE",
                "SELECT DISTINCT name FROM account FOR UPDATE"
            })
    void whatHandsOutNoRowsOfATableIsRefused(String sql) throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> assertThatThrownBy(() -> ids(c, sql)).hasMessageStartingWith("ASN-4373: "));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void rowsOfJoinedTablesAreCheckedToo(Mode mode) throws SQLException {
        String join = "SELECT a.*, e.note FROM account a JOIN entry e ON e.account = a.id";
        hold("account:2,3;stock:north_1");
        globally(
                mode,
                c -> assertThat(ids(c, join + " WHERE e.note = 'opened' FOR UPDATE NOWAIT"))
                        .containsExactly(1));
        hold("entry:1");

        globally(mode, c -> {
            assertThatThrownBy(() -> ids(c, join + " FOR UPDATE NOWAIT")).hasCauseInstanceOf(TryAgain.class);
            assertThatThrownBy(() -> ids(c, "SELECT * FROM account a, stock s WHERE a.id = s.item FOR UPDATE NOWAIT"))
                    .hasCauseInstanceOf(TryAgain.class);
        });

        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void heldRowsOfJoinedTablesAreSkipped(Mode mode) throws SQLException {
        run("INSERT INTO entry (account, note) VALUES (1, 'x'), (2, 'y'), (3, 'z')");
        hold("account:2;entry:1");

        globally(
                mode,
                c -> assertThat(ids(
                                c,
                                "SELECT a.id, e.note FROM account a JOIN entry e ON e.account = a.id"
                                        + " ORDER BY e.id FOR UPDATE SKIP LOCKED"))
                        .containsExactly(1, 3));
    }

    /** The row that an outer join does not find is no row to be held. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void anOuterJoinHandsOutRowsWithoutOneOfTheOtherTable(Mode mode) throws SQLException {
        String sql = "SELECT a.id, e.note FROM account a LEFT JOIN entry e ON e.account = a.id ORDER BY a.id "
                + lockOfOuterJoin();
        globally(mode, c -> assertThat(ids(c, sql)).containsExactly(1, 2, 3));
        hold("account:2");

        globally(mode, c -> assertThat(ids(c, sql + " SKIP LOCKED")).containsExactly(1, 3));
    }

    /** For the accounts at least. */
    protected String lockOfOuterJoin() {
        return "FOR UPDATE";
    }

    @Test
    void theRowsOfAStatementGoWithIt() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            ResultSet again;
            try (Statement s = c.createStatement()) {
                assertThat(s.execute("SELECT id FROM account ORDER BY id FOR UPDATE"))
                        .isTrue();
                assertThat(s.getUpdateCount()).isEqualTo(-1);
                ResultSet r = s.getResultSet();
                assertThat(r.next()).isTrue();
                s.execute("UPDATE account SET balance = 1 WHERE id = 1");
                assertThat(r.isClosed()).isTrue();
                assertThat(s.getResultSet()).isNull();
                again = s.executeQuery("SELECT id FROM account FOR UPDATE");
                assertThat(again.isClosed()).isFalse();
            }
            assertThat(again.isClosed()).isTrue();
        });
    }

    private void hold(String rows) throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), rows);
    }

    private static List<Integer> ids(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<Integer> ids = new ArrayList<>();
            while (r.next()) {
                ids.add(r.getInt("id"));
            }
            return ids;
        }
    }
}
