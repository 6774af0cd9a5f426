package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assent.model.BranchId;
import java.io.StringReader;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each form of statement, in each way to run it: what it locks, and that its undo restores exactly what was. */
public abstract class StatementFormsContract extends AtContract {
    @SuppressWarnings("ImmutableEnumChecker") // nobody writes the values
    enum ColumnFormat {
        UPDATE_BY_KEY("UPDATE account SET balance = balance - ? WHERE id = ?", 1, "account:1", 10, 1),
        UPDATE_BY_ANYTHING("UPDATE account a SET name = ? WHERE balance >= ? AND a.id < 9", 2, "account:1,2", "Cy", 50),
        UPDATE_OF_A_NULL("UPDATE account SET name = ? WHERE name IS NULL", 1, "account:3", "Cy"),
        UPDATE_OF_PAIRS("UPDATE stock SET amount = 0 WHERE shop = ?", 1, "stock:north_1", "north"),
        DELETE("DELETE FROM account WHERE id IN (?, ?)", 2, "account:2,3", 2, 3),
        DELETE_OF_PAIRS("DELETE FROM stock WHERE amount > ?", 1, "stock:south_1", 6),
        INSERT("INSERT INTO account (id, name, balance) VALUES (?, ?, 5)", 1, "account:4", 4, "Cy"),
        INSERT_WITHOUT_COLUMNS("INSERT INTO account VALUES (4, ?, ?)", 1, "account:4", "Cy", 5),
        INSERT_ROWS("INSERT INTO account VALUES (?, NULL, 1), (5, 'Di', ?)", 2, "account:4,5", 4, 7),
        INSERT_PAIRS("INSERT INTO stock (amount, item, shop) VALUES (?, 2, ?)", 1, "stock:north_2", 3, "north"),
        INSERT_GENERATED("INSERT INTO entry (account, note) VALUES (?, ?)", 1, "entry:2", 1, "paid"),
        INSERT_GENERATED_ROWS("INSERT INTO entry (account, note) VALUES (?, 'a'), (2, 'b')", 2, "entry:2,3", 1),
        INSERT_DEFAULT_KEY("INSERT INTO entry VALUES (DEFAULT, ?, 'x')", 1, "entry:2", 1);

        private final String sql;
        private final int count;
        private final String lockKey;
        private final Object[] values;

        ColumnFormat(String sql, int count, String lockKey, Object... values) {
            this.sql = sql;
            this.count = count;
            this.lockKey = lockKey;
            this.values = values;
        }
    }

    /** Whether the driver returns the generated key of every row, or of the first alone. */
    protected boolean returnsEachKey() {
        return true;
    }

    private List<Long> returned(Long... keys) {
        return returnsEachKey() ? List.of(keys) : List.of(keys[0]);
    }

    static Stream<Arguments> forms() {
        List<Arguments> all = new ArrayList<>();
        for (ColumnFormat form : ColumnFormat.values()) {
            for (Style style : Style.values()) {
                for (Mode mode : Mode.values()) {
                    all.add(Arguments.of(form, style, mode));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void rollbackRestoresExactlyWhatWas(ColumnFormat form, Style style, Mode mode) throws SQLException {
        // given
        List<String> before = everything();

        // when
        globally(mode, c -> assertThat(style.update(c, form.sql, form.values)).isEqualTo(form.count));

        // then
        assertThat(everything()).isNotEqualTo(before);
        assertThat(branches.registered()).singleElement().satisfies(branch -> {
            assertThat(branch.xid()).isEqualTo(XID);
            assertThat(sorted(ofRows(branch.lockKey()))).isEqualTo(sorted(form.lockKey));
            assertThat(branch.resourceId()).isEqualTo(at().resource().resourceId());
            assertThat(branch.data()).isEqualTo(mode == Mode.EXPLICIT ? "{\"autoCommit\":false}" : null);
        });
        assertThat(undoRows()).containsExactly("1|0");

        // when
        rollBackGlobally();

        // then
        assertThat(everything()).isEqualTo(before);
        assertThat(undoRows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void executeDoesAsExecuteUpdate(Style style) throws SQLException {
        List<String> before = everything();

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(style.execute(c, "UPDATE account SET balance = ? WHERE id = ?", 1, 1))
                        .isEqualTo(1));

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("1");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void commitLeavesTheRowsAndDropsTheUndoRow() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1"));

        commitGlobally();

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("1");
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void statementsOfOneLocalTransactionAreOneBranch() throws SQLException {
        List<String> before = everything();

        globally(Mode.EXPLICIT, c -> {
            Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1");
            Style.PREPARED.update(c, "UPDATE account SET balance = balance + 1 WHERE id = ?", 1);
            Style.STATEMENT.update(c, "INSERT INTO account VALUES (4, 'Cy', 0)");
            Style.STATEMENT.update(c, "DELETE FROM account WHERE id = 4");
            Style.STATEMENT.update(c, "DELETE FROM stock");
        });

        assertThat(branches.registered())
                .singleElement()
                .satisfies(
                        branch -> assertThat(ofRows(branch.lockKey())).isEqualTo("account:1,4;stock:north_1,south_1"));
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void statementsInAutocommitModeAreABranchEach() throws SQLException {
        List<String> before = everything();

        globally(Mode.AUTOCOMMIT, c -> {
            Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1");
            Style.STATEMENT.update(c, "UPDATE account SET balance = 2 WHERE id = 1");
        });

        assertThat(branches.registered())
                .extracting(FakeBranches.Registered::branch)
                .containsExactly(new BranchId(1), new BranchId(2));
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatTouchesNoRowRegistersNothing(Mode mode) throws SQLException {
        globally(mode, c -> {
            assertThat(Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 77"))
                    .isZero();
            assertThat(Style.STATEMENT.update(c, "DELETE FROM account WHERE id = 77"))
                    .isZero();
            assertThat(rowsOf(c, "SELECT id FROM account ORDER BY id")).containsExactly(1L, 2L, 3L);
        });

        assertThat(branches.registered()).isEmpty();
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void outsideOfAGlobalTransactionNothingHappens() throws SQLException {
        try (Connection c = at().getConnection()) {
            Style.PREPARED.update(c, "UPDATE account SET balance = ? WHERE id = ?", 1, 1);
            Style.STATEMENT.update(c, "CREATE TABLE other (id INT)");
        }

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("1");
        assertThat(branches.registered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theCallerGetsTheGeneratedKeysItAskedFor(Mode mode) throws SQLException {
        String sql = "INSERT INTO entry (account, note) VALUES (1, 'a'), (1, 'b')";
        globally(mode, c -> {
            try (PreparedStatement s = c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                assertThat(s.executeUpdate()).isEqualTo(2);
                assertThat(keys(s)).isEqualTo(returned(2L, 3L));
            }
            try (PreparedStatement s = c.prepareStatement(sql, new String[] {"id"})) {
                assertThat(s.executeUpdate()).isEqualTo(2);
                assertThat(keys(s)).isEqualTo(returned(4L, 5L));
            }
            try (Statement s = c.createStatement()) {
                assertThat(s.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS))
                        .isEqualTo(2);
                assertThat(keys(s)).isEqualTo(returned(6L, 7L));
                assertThat(s.execute(sql, new String[] {"id"})).isFalse();
                assertThat(keys(s)).isEqualTo(returned(8L, 9L));
            }
        });

        rollBackGlobally();
        assertThat(rows("SELECT id FROM entry")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aBatchIsOneBranchInAutocommitModeToo(Mode mode) throws SQLException {
        List<String> before = everything();
        globally(mode, c -> {
            try (PreparedStatement s =
                    c.prepareStatement("INSERT INTO entry (account, note) VALUES (?, ?)", new String[] {"id"})) {
                for (int i = 1; i <= 3; i++) {
                    set(s, i, "n" + i);
                    s.addBatch();
                }
                assertThat(s.executeBatch()).containsExactly(1, 1, 1);
                assertThat(keys(s)).containsExactly(2L, 3L, 4L);
            }
        });
        globally(mode, c -> {
            try (Statement s = c.createStatement()) {
                s.addBatch("UPDATE account SET balance = 7");
                s.addBatch("DELETE FROM account WHERE id = 3");
                assertThat(s.executeLargeBatch()).containsExactly(3, 1);
            }
        });

        assertThat(branches.registered())
                .extracting(FakeBranches.Registered::lockKey)
                .containsExactly("entry:2,3,4", "account:1,2,3");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aBatchEndsAtTheFirstStatementThatFailsAndGivesNoKeyOfARowThatIsNotThere(Mode mode) throws SQLException {
        List<String> before = everything();
        globally(mode, c -> {
            try (PreparedStatement s =
                    c.prepareStatement("INSERT INTO entry (account, note) VALUES (?, ?)", new String[] {"id"})) {
                for (String note : List.of("n1", "longer than twenty letters", "n3")) {
                    set(s, 1, note);
                    s.addBatch();
                }
                Savepoint beforeIt = mode == Mode.EXPLICIT ? c.setSavepoint() : null;
                assertThatThrownBy(s::executeBatch)
                        .asInstanceOf(type(BatchUpdateException.class))
                        .extracting(BatchUpdateException::getUpdateCounts)
                        .isEqualTo(
                                mode == Mode.EXPLICIT
                                        ? new int[] {1}
                                        : new int[] {
                                            Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED
                                        });
                assertThat(keys(s)).isEqualTo(mode == Mode.EXPLICIT ? List.of(2L) : List.of());
                if (beforeIt != null) {
                    c.rollback(beforeIt);
                }
            }
        });

        assertThat(branches.registered()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aStreamCanBeWrittenAndRunAgain() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        duringPause(() -> branches.free(OTHER));

        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s = c.prepareStatement("UPDATE account SET name = ? WHERE id = ?")) {
                s.setCharacterStream(1, new StringReader("Zoe"), 3);
                s.setInt(2, 1);
                assertThat(s.executeUpdate()).isEqualTo(1);
            }
        });

        assertThat(branches.refusals()).isEqualTo(1);
        assertThat(rows("SELECT name FROM account WHERE id = 1")).containsExactly("Zoe");
    }

    @Test
    void aNullCanBeWritten() throws SQLException {
        List<String> before = everything();
        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s = c.prepareStatement("UPDATE account SET name = ? WHERE id = ?")) {
                s.setNull(1, java.sql.Types.VARCHAR);
                s.setInt(2, 1);
                assertThat(s.executeLargeUpdate()).isEqualTo(1);
            }
        });

        assertThat(rows("SELECT name FROM account WHERE id = 1")).containsExactly("null");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    private static List<Long> keys(Statement s) throws SQLException {
        try (ResultSet keys = s.getGeneratedKeys()) {
            List<Long> all = new ArrayList<>();
            while (keys.next()) {
                all.add(keys.getLong(1));
                assertThat(keys.wasNull()).isFalse();
                assertThat(keys.getObject(1, Long.class)).isEqualTo(all.get(all.size() - 1));
            }
            return all;
        }
    }

    private static List<Long> rowsOf(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            List<Long> all = new ArrayList<>();
            while (r.next()) {
                all.add(r.getLong(1));
            }
            return all;
        }
    }

    /** Images are read in the order the database likes. */
    /** Without the values of unique keys: a text key that may be equal to another spelling is locked by its value too. */
    private static String ofRows(String lockKey) {
        return Stream.of(lockKey.split(";", -1))
                .filter(table -> !table.contains("#"))
                .collect(Collectors.joining(";"));
    }

    private static @Nullable List<String> sorted(String lockKey) {
        return Stream.of(lockKey.substring(lockKey.indexOf(':') + 1).split(","))
                .sorted()
                .toList();
    }
}
