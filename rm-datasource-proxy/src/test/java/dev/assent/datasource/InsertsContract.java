package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.errors.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an INSERT says, its rows are those that the database says it has stored. */
public abstract class InsertsContract extends AtContract {
    @BeforeEach
    void createCards() throws SQLException {
        run(
                "CREATE TABLE card (id " + identity() + " PRIMARY KEY, code VARCHAR(10) UNIQUE,"
                        + " owner VARCHAR(20) DEFAULT 'nobody', uses INT DEFAULT 0)",
                "INSERT INTO card (code, uses) VALUES ('one', 1), ('two', 2)");
    }

    /** Of the databases {@code H}2, {@code P}ostgreSQL, {@code M}ariaDB and M{@code Y}SQL, the one that is tested. */
    protected abstract char database();

    @Override
    protected List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>(super.everything());
        all.addAll(rows("SELECT id, code, owner, uses FROM card ORDER BY id"));
        return all;
    }

    private boolean isOf(String databases) {
        return databases.indexOf(database()) >= 0;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            HPM  | 2 | account:8,9     | INSERT INTO account SELECT id + 7, name, 5 FROM account WHERE id < 3
            HPM  | 0 |                 | INSERT INTO account SELECT id + 7, name, 5 FROM account WHERE id > 30
            HPM  | 1 | entry:2         | INSERT INTO entry (account, note) (SELECT balance, name FROM account WHERE id = 1)
            HPM  | 1 | account:9       | INSERT INTO account SELECT 9, 'x', 1 WHERE NOT EXISTS (SELECT 1 FROM account WHERE id = 9)
            HPM  | 3 | entry:2,3,4     | INSERT INTO entry (account) SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3
            HPM  | 1 | account:9       | INSERT INTO account WITH w AS (SELECT 9 AS id) SELECT id, 'w', 1 FROM w
            P    | 1 | account:9       | WITH w (id) AS (SELECT 9) INSERT INTO account SELECT id, 'w', 1 FROM w
            HP   | 1 | card:3          | INSERT INTO card DEFAULT VALUES
            HMY  | 2 | card:3,4        | INSERT INTO card (code, uses) VALUES (DEFAULT, 1), (DEFAULT, 2)
            MY   | 1 | card:3          | INSERT INTO card () VALUES ()
            MY   | 1 | card:3          | INSERT INTO card VALUE (DEFAULT, 'x', 'y', 1)
            MY   | 1 | account:9       | INSERT INTO account SET id = 9, name = 'x', balance = 1
            HPM  | 1 | account:9       | INSERT INTO account (id, name, balance) VALUES (3 * 3, upper('x'), 1)
            HP   | 1 | account:4       | INSERT INTO account VALUES ((SELECT max(balance) FROM account) - 96, 'x', 1)
            HPM  | 1 | stock:east_8    | INSERT INTO stock VALUES (lower('EAST'), 2 * 4, 1)
            HPM  | 2 | stock:e_1,e_2   | INSERT INTO stock SELECT 'e', id, 1 FROM account WHERE id < 3
            HPM  | 2 | card:3,4        | INSERT INTO card (id, code) VALUES (DEFAULT, 'x'), (DEFAULT, 'y')
            M    | 2 | card:3,70       | INSERT INTO card (id, code) VALUES (0, 'x'), (70, 'y')
            HM   | 2 | card:3,70       | INSERT INTO card (id, code) VALUES (DEFAULT, 'x'), (70, 'y')
            HP   | 1 | card:70         | INSERT INTO card (id, code) OVERRIDING SYSTEM VALUE VALUES (70, 'x')
            P    | 1 | account:9       | INSERT INTO account AS a (id, balance) VALUES (9, 1)
            P    | 1 | account:9       | INSERT INTO public.account AS "A b" (id, balance) VALUES (9, 1)
            PM   | 1 | account:9       | INSERT INTO account VALUES (9, 'RETURNING', 1) -- RETURNING nothing
            P    | 0 |                 | INSERT INTO account VALUES (1, 'x', 1) ON CONFLICT DO NOTHING
            P    | 1 | account:9       | INSERT INTO account VALUES (1, 'x', 1), (9, 'y', 1) ON CONFLICT (id) DO NOTHING
            P    | 1 | card:4          | INSERT INTO card AS c (code) VALUES ('two'), ('three') ON CONFLICT DO NOTHING
            M    | 1 | account:9       | INSERT IGNORE INTO account VALUES (1, 'x', 1), (9, 'y', 1)
            M    | 0 |                 | INSERT IGNORE account VALUES (1, 'x', 1)
            M    | 1 | account:9       | INSERT LOW_PRIORITY INTO account VALUES (9, 'y', 1)
            """)
    void whatTheDatabaseHasStoredIsLockedAndTakenBack(String databases, int count, String locks, String sql)
            throws SQLException {
        if (!isOf(databases)) {
            return;
        }
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            for (Style style : Style.values()) {
                globally(mode, c -> assertThat(style.update(c, sql)).isEqualTo(count));

                if (branches.registered().isEmpty()) {
                    assertThat(locks).isNull();
                    assertThat(everything()).isEqualTo(before);
                } else if (mode == Mode.AUTOCOMMIT && style == Style.STATEMENT) {
                    assertThat(ofRows(branches.registered().get(0).lockKey())).isEqualTo(locks);
                }
                rollBackGlobally();
                assertThat(everything()).isEqualTo(before);
                branches.forget();
            }
        }
    }

    @Test
    void whatARowHasInAUniqueKeyIsLockedToo() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.PREPARED.update(c, "INSERT INTO card (code) VALUES (?)", "three"));

        assertThat(branches.registered().get(0).lockKey()).startsWith("card:3;card#");
        assertThat(branches.registered().get(0).lockKey().split(";", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            PM | 3             | INSERT INTO card (code) VALUES (?) RETURNING id
            PM | 3/three/0     | INSERT INTO card (code) VALUES (?) RETURNING id, code, uses
            PM | 3/three/nobody/0 | INSERT INTO card (code) VALUES (?) RETURNING *
            PM | 4/THREE       | INSERT INTO card (code) VALUES (?) RETURNING id + 1 AS next, upper(code)
            P  | 3             | INSERT INTO card AS c (code) VALUES (?) ON CONFLICT DO NOTHING RETURNING c.id
            M  | 3             | INSERT IGNORE INTO card (code) VALUES (?) RETURNING card.id
            PM | 3             | INSERT INTO card (code) SELECT ? RETURNING id
            """)
    void theCallerGetsTheColumnsThatItReturns(String databases, String expected, String sql) throws SQLException {
        if (!isOf(databases)) {
            return;
        }
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            globally(mode, c -> {
                try (PreparedStatement s = c.prepareStatement(sql)) {
                    s.setString(1, "three");
                    assertThat(returned(s.executeQuery())).containsExactly(expected.split("/", -1));
                }
            });
            again(before);
            globally(mode, c -> {
                try (Statement s = c.createStatement()) {
                    assertThat(s.execute(sql.replace("?", "'three'"))).isTrue();
                    assertThat(s.getUpdateCount()).isEqualTo(-1);
                    assertThat(returned(s.getResultSet())).containsExactly(expected.split("/", -1));
                    assertThat(s.getMoreResults()).isFalse();
                }
            });
            again(before);
        }
    }

    /** The numbers go back as well, so that the next run returns the same. */
    private void again(List<String> before) throws SQLException {
        rollBackGlobally();
        branches.forget();
        assertThat(everything()).isEqualTo(before);
        run(
                switch (database()) {
                    case 'P' -> "ALTER TABLE card ALTER COLUMN id RESTART WITH 3";
                    case 'H' -> "ALTER TABLE card ALTER COLUMN id RESTART WITH 3";
                    default -> "ALTER TABLE card AUTO_INCREMENT = 3";
                });
    }

    private static List<String> returned(ResultSet rows) throws SQLException {
        List<String> row = new ArrayList<>();
        assertThat(rows.next()).isTrue();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(rows.getObject(rows.getMetaData().getColumnLabel(i))));
        }
        int hidden = row.size() + 1;
        assertThatThrownBy(() -> rows.getObject(hidden)).isInstanceOf(SQLException.class);
        assertThat(rows.next()).isFalse();
        return row;
    }

    @Test
    void whatReturnsRowsIsNoUpdate() throws SQLException {
        if (!isOf("PM")) {
            return;
        }
        List<String> before = everything();
        String sql = "INSERT INTO card (code) VALUES ('three') RETURNING id";
        globally(Mode.AUTOCOMMIT, c -> {
            assertThatThrownBy(() -> Style.STATEMENT.update(c, sql))
                    .hasMessageStartingWith(Refusal.QUERY_IN_BATCH.code());
            try (Statement s = c.createStatement()) {
                s.addBatch(sql);
                assertThatThrownBy(s::executeBatch).hasMessageStartingWith(Refusal.QUERY_IN_BATCH.code());
            }
        });
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void everyWayToAskForKeysGivesThem(Mode mode) throws SQLException {
        String sql = "INSERT INTO card (code) VALUES ('three')";
        globally(mode, c -> {
            List<Long> ids = new ArrayList<>();
            try (PreparedStatement s = c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                s.executeUpdate();
                ids.add(id(s, 1));
            }
            Style.STATEMENT.update(c, "DELETE FROM card WHERE code = 'three'");
            try (PreparedStatement s = c.prepareStatement(sql, new String[] {"id"})) {
                assertThat(s.execute()).isFalse();
                ids.add(id(s, 1));
            }
            Style.STATEMENT.update(c, "DELETE FROM card WHERE code = 'three'");
            try (PreparedStatement s = c.prepareStatement(sql, new String[] {"code", "id"})) {
                s.executeUpdate();
                ids.add(id(s, isOf("MY") ? 1 : 2));
            }
            Style.STATEMENT.update(c, "DELETE FROM card WHERE code = 'three'");
            try (Statement s = c.createStatement()) {
                s.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
                ids.add(id(s, 1));
            }
            assertThat(ids).containsExactly(3L, 4L, 5L, 6L);
        });
        rollBackGlobally();
        assertThat(rows("SELECT id FROM card ORDER BY id")).containsExactly("1", "2");
    }

    private static long id(Statement statement, int column) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isTrue();
            long id = keys.getLong(column);
            assertThat(keys.next()).isFalse();
            return id;
        }
    }

    @Test
    void aColumnThatWasNotAskedForIsNotReturned() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s =
                    c.prepareStatement("INSERT INTO stock VALUES ('east', 1, 9)", new String[] {"amount"})) {
                s.executeUpdate();
                assertThat(s.getGeneratedKeys().getMetaData().getColumnCount()).isEqualTo(1);
            }
        });
    }

    @Test
    void aBatchOfAnyInserts() throws SQLException {
        List<String> before = everything();
        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s =
                    c.prepareStatement("INSERT INTO card (code) VALUES (lower(?))", Statement.RETURN_GENERATED_KEYS)) {
                for (String code : List.of("A", "B", "C")) {
                    s.setString(1, code);
                    s.addBatch();
                }
                assertThat(s.executeBatch()).containsExactly(1, 1, 1);
                List<Long> ids = new ArrayList<>();
                try (ResultSet keys = s.getGeneratedKeys()) {
                    while (keys.next()) {
                        ids.add(keys.getLong(1));
                    }
                }
                assertThat(ids).containsExactly(3L, 4L, 5L);
            }
        });
        assertThat(branches.registered()).hasSize(1);
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRefusedInsertLeavesNothing(Mode mode) throws SQLException {
        List<String> before = everything();
        List<String> refused = Stream.of(
                        "INSERT INTO account VALUES (9, own_words(1), 1)",
                        isOf("P")
                                ? "WITH w AS (DELETE FROM account RETURNING id) INSERT INTO entry (account) SELECT id FROM w"
                                : "")
                .filter(sql -> !sql.isEmpty())
                .toList();
        globally(mode, c -> {
            for (String sql : refused) {
                assertThatThrownBy(() -> Style.STATEMENT.update(c, sql)).hasMessageStartingWith("ASN-43");
            }
        });
        assertThat(everything()).isEqualTo(before);
    }

    /** A failed INSERT is the program's own error, and leaves the rest as it was. */
    @Test
    void aViolationArrivesAsTheDriverSaysIt() throws SQLException {
        List<String> before = everything();
        globally(Mode.AUTOCOMMIT, c -> {
            try (Connection plain = target().getConnection()) {
                String sql = "INSERT INTO card (code) VALUES ('one')";
                SQLException expected = failure(plain, sql);
                SQLException met = failure(c, sql);
                assertThat(met.getSQLState()).isEqualTo(expected.getSQLState());
                assertThat(met.getErrorCode()).isEqualTo(expected.getErrorCode());
            }
        });
        assertThat(everything()).isEqualTo(before);
        assertThat(branches.registered()).isEmpty();
    }

    private static SQLException failure(Connection c, String sql) {
        try {
            Style.STATEMENT.update(c, sql);
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("Expected " + sql + " to fail");
    }

    /** Without the values of unique keys. */
    private static String ofRows(String lockKey) {
        return lockKey.split(";", -1)[0];
    }
}
