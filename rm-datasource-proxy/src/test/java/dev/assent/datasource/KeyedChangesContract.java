package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.BranchStatus;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The database finds the rows of a change by the statement's own words, and the change is held to their keys. */
public abstract class KeyedChangesContract extends AtContract {
    private @Nullable WatchedDataSource watched;
    private @Nullable AtDataSource source;

    protected final WatchedDataSource watched() throws SQLException {
        if (watched == null) {
            watched = new WatchedDataSource(target());
            source = new AtDataSource(watched, branches, AtOptions.DEFAULTS);
        }
        return watched;
    }

    @Override
    protected AtDataSource at() throws SQLException {
        watched();
        return java.util.Objects.requireNonNull(source);
    }

    /** The cases of other databases are left out. */
    protected abstract boolean takes(String sql);

    /** {@code DELETE a FROM a …}, {@code UPDATE a JOIN …}, {@code UPDATE a, b …}. */
    protected static boolean joinsBefore(String sql) {
        return sql.matches("DELETE (?!FROM).*|UPDATE \\w+ \\w*( (LEFT )?JOIN |, ).*");
    }

    /** {@code UPDATE a SET … FROM …}, {@code DELETE FROM a USING …}, {@code WITH …}. */
    protected static boolean joinsBehind(String sql) {
        return sql.matches("WITH.*|UPDATE[^(]* SET [^(]* FROM .*|DELETE.* USING .*");
    }

    /** Whether an UPDATE returns its rows, so that they need not be read again. */
    protected int tripsBeside(boolean update) {
        return update ? 2 : 1;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE account SET balance = 1 WHERE id IN (SELECT account FROM entry)                         | 1
            UPDATE account a SET balance = 1 WHERE EXISTS (SELECT 1 FROM entry e WHERE e.account = a.id)   | 1
            UPDATE account SET balance = 1 WHERE id = (SELECT max(account) FROM entry) OR balance = 0      | 2
            UPDATE account SET balance = (SELECT max(amount) FROM stock) WHERE id = 1 -- the end           | 1
            UPDATE account /* all */ SET balance = 1                                                       | 3
            UPDATE account SET balance = 1 WHERE rand_between(0)                                           | 3
            DELETE FROM account WHERE id NOT IN (SELECT account FROM entry)                                | 2
            DELETE FROM account a WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.account = a.id)          | 2
            DELETE FROM account WHERE id = 1 OR rand_between(0)                                            | 3
            DELETE FROM account WHERE balance > 5 LIMIT 1                                                  | 1
            UPDATE account SET balance = 7 WHERE balance > 5 ORDER BY id DESC LIMIT 1                      | 1
            UPDATE account SET balance = balance + 1 ORDER BY rand_between(0) LIMIT 2                      | 2
            UPDATE stock SET amount = 0                                                                    | 2
            DELETE FROM stock WHERE shop = 'north' OR item = 1                                             | 2
            UPDATE account AS a SET balance = 1 WHERE a.id < 3                                             | 2
            DELETE FROM account a WHERE a.id < 3                                                           | 2
            DELETE a FROM account a WHERE a.id < 3 AND a.balance > 0                                       | 2
            DELETE account FROM account WHERE account.id = 3                                               | 1
            DELETE a FROM account a                                                                        | 3
            DELETE a FROM account a JOIN entry e ON e.account = a.id WHERE e.note = 'opened'               | 1
            DELETE a FROM account a LEFT JOIN entry e ON e.account = a.id WHERE e.id IS NULL               | 2
            DELETE s FROM entry e JOIN stock s ON s.item = e.account                                       | 2
            UPDATE account a JOIN entry e ON e.account = a.id SET a.balance = e.id + 5 WHERE a.id = 1      | 1
            UPDATE account a, stock s SET a.balance = a.balance + s.amount WHERE s.item = a.id             | 1
            UPDATE stock s LEFT JOIN account a ON s.amount = 5 AND a.id = 2 SET a.balance = 5              | 1
            UPDATE account a JOIN entry e ON e.account = a.id SET a.balance = 5, e.note = 'x', a.name = 'y' | 2
            UPDATE account a LEFT JOIN entry e ON e.account = a.id SET a.balance = 5, e.note = 'x'         | 4
            UPDATE account a, stock s, entry e SET s.amount = a.id, e.note = a.name WHERE a.id = 1         | 3
            DELETE a, e FROM account a JOIN entry e ON e.account = a.id                                    | 2
            DELETE e, a FROM account a LEFT JOIN entry e ON e.account = a.id WHERE a.id < 3                | 3
            DELETE a, s FROM account a, stock s WHERE a.id = 2 AND s.amount > 5                            | 2
            UPDATE account SET balance = e.id + 5 FROM entry e WHERE e.account = account.id                | 1
            UPDATE account AS a SET balance = a.balance + s.amount FROM stock s WHERE s.item = a.id        | 1
            UPDATE account a SET balance = b.balance + 7 FROM account b WHERE b.id = a.id + 1              | 2
            UPDATE account a SET balance = v.b FROM (VALUES (1, 7), (2, 8)) AS v (id, b) WHERE a.id = v.id | 2
            DELETE FROM account a USING entry e, stock s WHERE e.account = a.id AND s.item = a.id          | 1
            WITH x AS (SELECT account FROM entry) UPDATE account SET balance = 1 FROM x WHERE id = account | 1
            WITH x (n) AS (SELECT 1), y (n) AS (SELECT n + 1 FROM x) DELETE FROM stock WHERE item < (SELECT n FROM y) | 2
            """)
    void whatAConditionFindsIsChangedAndTakenBack(String text, int count) throws SQLException {
        String sql = text.replace("rand_between(0)", random() + " >= 0");
        if (!takes(sql)) {
            return;
        }
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            for (Style style : Style.values()) {
                globally(mode, c -> assertThat(style.update(c, sql)).isEqualTo(count));

                assertThat(everything()).isNotEqualTo(before);
                rollBackGlobally();
                assertThat(everything()).isEqualTo(before);
                branches.forget();
            }
        }
    }

    protected String random() {
        return "rand()";
    }

    @Test
    void aRowThatComesToMatchInBetweenIsNotTouched() throws SQLException {
        if (!othersMayChangeWhatAConditionReads()) {
            return;
        }
        List<String> before = everything();
        watched().before("UPDATE", () -> run("INSERT INTO account VALUES (9, 'Zoe', 500)"));

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(Style.PREPARED.update(c, "UPDATE account SET balance = 1 WHERE balance >= ?", 100))
                        .isEqualTo(2));

        assertThat(rows("SELECT balance FROM account WHERE id = 9")).containsExactly("500");
        rollBackGlobally();
        run("DELETE FROM account WHERE id = 9");
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aConditionOverOtherRowsIsAskedAgainIfTheyChange(Mode mode) throws SQLException {
        if (!othersMayChangeWhatAConditionReads()) {
            return;
        }
        run("INSERT INTO entry (account, note) VALUES (2, 'second')");
        List<String> before = rows("SELECT * FROM account ORDER BY id");
        watched().before("UPDATE ACCOUNT SET BALANCE", () -> run("DELETE FROM entry WHERE account = 2"));

        globally(mode, c -> {
            Style.STATEMENT.update(c, "UPDATE account SET name = 'first' WHERE id = 3");
            assertThat(Style.STATEMENT.update(
                            c, "UPDATE account SET balance = 1 WHERE id IN (SELECT account FROM entry)"))
                    .isEqualTo(1);
        });

        assertThat(rows("SELECT id FROM account WHERE balance = 1 ORDER BY id")).containsExactly("1");
        rollBackGlobally();
        assertThat(rows("SELECT * FROM account ORDER BY id")).isEqualTo(before);
    }

    /** Whether what a condition has read for an image can change before the change. */
    protected boolean othersMayChangeWhatAConditionReads() {
        return true;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE account SET id = 77 WHERE id = 1                            | account:1,77   | 1
            UPDATE account SET id = 1, balance = 7 WHERE id = 1                | account:1      | 1
            UPDATE account a SET name = 'x', id = a.id + 10 WHERE a.id > 1     | account:12,13,2,3 | 2
            UPDATE account SET id = 4 - id WHERE id <> 2 AND balance >= 0      | account:1,3    | 2
            UPDATE stock SET amount = 1, shop = concat(shop, 'ern')            | stock:north_1,northern_1,south_1,southern_1 | 2
            UPDATE stock SET item = item * 2, shop = 'east' WHERE shop = 'north' | stock:east_2,north_1 | 1
            UPDATE stock SET shop = shop, item = item, amount = 3 WHERE item = 1 | stock:north_1,south_1 | 2
            """)
    void rowsMayGetOtherKeys(String text, String locks, int count) throws SQLException {
        if (!takesPermutedKeys() && text.contains("4 - id")) {
            return;
        }
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            for (Style style : Style.values()) {
                globally(mode, c -> assertThat(style.update(c, text)).isEqualTo(count));

                assertThat(branches.registered())
                        .singleElement()
                        .satisfies(branch -> assertThat(
                                        Stream.of(branch.lockKey().split(";", -1))
                                                .filter(keys -> !keys.contains("#"))
                                                .flatMap(keys -> Stream.of(keys.replaceAll(".*:", "")
                                                        .split(",", -1)))
                                                .distinct()
                                                .sorted())
                                .isEqualTo(List.of(locks.replaceAll(".*:", "").split(",", -1))));
                assertThat(everything()).isNotEqualTo(before);
                rollBackGlobally();
                assertThat(everything()).isEqualTo(before);
                branches.forget();
            }
        }
    }

    /** Whether a statement may give rows the keys of each other. */
    protected boolean takesPermutedKeys() {
        return true;
    }

    @Test
    void aNewKeyIsAParameterToo() throws SQLException {
        List<String> before = everything();
        globally(Mode.EXPLICIT, c -> {
            assertThat(Style.PREPARED.update(c, "UPDATE account SET name = ?, id = ? WHERE id = ?", "n", 5, 1))
                    .isEqualTo(1);
            assertThat(Style.PREPARED.update(c, "UPDATE account SET balance = ?, id = ? + id WHERE id = ?", 8, 2, 5))
                    .isEqualTo(1);
            assertThat(Style.PREPARED.update(c, "INSERT INTO account VALUES (?, 'new', 3)", 1))
                    .isEqualTo(1);
        });

        assertThat(rows("SELECT id, name, balance FROM account WHERE id IN (1, 5, 7) ORDER BY id"))
                .containsExactly("1|new|3", "7|n|8");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aKeyThatIsTakenFailsAsTheDatabaseSays() throws SQLException {
        List<String> before = everything();
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE account SET id = 2 WHERE id = 1"))
                        .isInstanceOf(SQLException.class)
                        .hasNoCause());

        assertThat(everything()).isEqualTo(before);
    }

    /** No client of Assent can take the old key meanwhile. What another writer has put there is not overwritten. */
    @Test
    void anOldKeyThatIsTakenMeanwhileIsSeenAtTheUndo() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "UPDATE account SET id = 77 WHERE id = 1"));
        run("INSERT INTO account VALUES (1, 'Eve', 1)");
        FakeBranches.Registered branch = branches.registered().get(0);

        assertThat(at().resource().rollback(branch.xid(), branch.branch(), branch.data()))
                .isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);

        assertThat(rows("SELECT name FROM account WHERE id IN (1, 77) ORDER BY id"))
                .containsExactly("Eve", "Ann");
    }

    @Test
    void aKeyBesideWhichOtherRowsReferToTheRowIsNotChanged() throws SQLException {
        run(
                "CREATE TABLE city (id INT PRIMARY KEY, code INT NOT NULL UNIQUE)",
                "CREATE TABLE house (id INT PRIMARY KEY, city INT, FOREIGN KEY (city) REFERENCES city (code))",
                "INSERT INTO city VALUES (1, 5)",
                "INSERT INTO house VALUES (1, 5)");

        globally(Mode.AUTOCOMMIT, c -> {
            assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE city SET id = 2"))
                    .hasMessageStartingWith("ASN-4375: ");
            assertThat(Style.STATEMENT.update(c, "UPDATE city SET id = 1 WHERE id = 1"))
                    .isEqualTo(1);
        });

        assertThat(rows("SELECT id FROM city")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aUniqueKeyWithoutNullsStandsForAPrimaryKey(Mode mode) throws SQLException {
        run(
                "CREATE TABLE tag (note VARCHAR(9), item INT NOT NULL, tag VARCHAR(9) NOT NULL, place INT,"
                        + " CONSTRAINT b_key UNIQUE (tag, item), CONSTRAINT a_key UNIQUE (place))",
                "INSERT INTO tag VALUES ('x', 1, 'a', 1), ('y', 1, 'b', NULL), (NULL, 2, 'a', NULL)");
        List<String> before = rows("SELECT * FROM tag ORDER BY item, tag");

        globally(mode, c -> {
            Style.STATEMENT.update(c, "UPDATE tag SET note = 'z', place = 7 WHERE place = 1");
            Style.PREPARED.update(c, "DELETE FROM tag WHERE tag = ?", "b");
            Style.PREPARED.update(c, "INSERT INTO tag (item, tag) VALUES (?, ?), (4, 'd')", 3, "c");
        });

        assertThat(branches.registered().stream()
                        .flatMap(branch -> Stream.of(branch.lockKey().split(";", -1)))
                        .filter(keys -> keys.startsWith("tag:")))
                .isEqualTo(
                        mode == Mode.EXPLICIT
                                ? List.of("tag:1_a,1_b,3_c,4_d")
                                : List.of("tag:1_a", "tag:1_b", "tag:3_c,4_d"));
        rollBackGlobally();
        assertThat(rows("SELECT * FROM tag ORDER BY item, tag")).isEqualTo(before);
    }

    @Test
    void aUniqueKeyThatMayBeNullNamesNoRow() throws SQLException {
        run("CREATE TABLE loose (a INT UNIQUE, b INT)", "INSERT INTO loose VALUES (1, 1)");
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE loose SET b = 2"))
                        .hasMessageStartingWith("ASN-4303: ")
                        .hasMessageContaining("use a Set or @OrderColumn"));
    }

    @Test
    void theCallerSeesTheCountInEveryWay() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> {
            try (Statement s = c.createStatement()) {
                assertThat(s.execute("UPDATE account SET balance = 1 WHERE id > 1"))
                        .isFalse();
                assertThat(s.getUpdateCount()).isEqualTo(2);
                assertThat(s.getLargeUpdateCount()).isEqualTo(2);
                assertThat(s.getResultSet()).isNull();
                assertThat(s.getMoreResults()).isFalse();
                assertThat(s.getUpdateCount()).isEqualTo(-1);
                assertThat(s.executeLargeUpdate("UPDATE account SET balance = 2"))
                        .isEqualTo(3);
                assertThat(s.execute("SELECT 1")).isTrue();
                assertThat(s.getResultSet()).isNotNull();
            }
        });
    }

    @Test
    void noStatementCostsMoreTripsThanItMust() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            Style.PREPARED.update(c, "UPDATE account SET balance = ? WHERE id = ?", 1, 1);
            Style.PREPARED.update(c, "DELETE FROM account WHERE id = ?", 3);
            watched().trips();

            Style.PREPARED.update(c, "UPDATE account SET balance = ? WHERE id = ?", 2, 1);
            assertThat(watched().trips()).hasSize(1 + tripsBeside(true));
            Style.PREPARED.update(c, "DELETE FROM account WHERE id = ?", 2);
            assertThat(watched().trips()).hasSize(1 + tripsBeside(false));
        });
    }
}
