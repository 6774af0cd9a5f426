package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.errors.Refusal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What inserts some rows and changes or deletes others: the database says which, and each row comes back as it was. */
public abstract class UpsertsContract extends AtContract {
    private @Nullable WatchedDataSource watched;
    private @Nullable AtDataSource source;

    @BeforeEach
    void createCards() throws SQLException {
        run(
                "CREATE TABLE card (id " + identity() + " PRIMARY KEY, code VARCHAR(10) UNIQUE, pin INT UNIQUE,"
                        + " owner VARCHAR(20) DEFAULT 'nobody', uses INT DEFAULT 0)",
                "INSERT INTO card (code, pin, owner, uses) VALUES ('one', 11, 'Ann', 1), ('two', 22, 'Bob', 2)");
    }

    /** Of the databases {@code H}2, {@code P}ostgreSQL and {@code M}ariaDB, the one that is tested. */
    protected abstract char database();

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

    @Override
    protected List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>(super.everything());
        all.addAll(rows("SELECT id, code, pin, owner, uses FROM card ORDER BY id"));
        return all;
    }

    private boolean isOf(String databases) {
        return databases.indexOf(database()) >= 0;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            P  | 1 | account:1     | INSERT INTO account VALUES (1, 'x', 7) ON CONFLICT (id) DO UPDATE SET balance = excluded.balance
            P  | 1 | account:9     | INSERT INTO account VALUES (9, 'x', 7) ON CONFLICT (id) DO UPDATE SET balance = excluded.balance
            P  | 3 | account:1,3,9 | INSERT INTO account VALUES (1, 'x', 7), (9, 'y', 8), (3, 'z', 9) ON CONFLICT (id) DO UPDATE SET balance = account.balance + excluded.balance, name = excluded.name
            P  | 1 | account:2     | INSERT INTO account AS a VALUES (1, 'x', 7), (2, 'y', 8) ON CONFLICT (id) DO UPDATE SET balance = 5 WHERE a.id = 2
            P  | 0 |               | INSERT INTO account VALUES (1, 'x', 7) ON CONFLICT (id) DO UPDATE SET balance = 5 WHERE false
            P  | 1 | account:1     | INSERT INTO account VALUES (1, 'x', 7) ON CONFLICT (id) DO UPDATE SET (id, name, balance) = (excluded.id, excluded.name, 3)
            P  | 1 | account:1     | INSERT INTO account VALUES (1, 'x', 7) ON CONFLICT ON CONSTRAINT account_pkey DO UPDATE SET balance = 4
            P  | 1 | card:2        | INSERT INTO card (code, pin) VALUES ('two', 99) ON CONFLICT (code) DO UPDATE SET pin = excluded.pin, owner = 'Cy'
            P  | 2 | card:1,2      | INSERT INTO card (code, uses) SELECT code, 5 FROM card ON CONFLICT (code) DO UPDATE SET uses = card.uses + excluded.uses
            P  | 2 | stock:n_1,north_1 | INSERT INTO stock VALUES ('north', 1, 2), ('n', 1, 2) ON CONFLICT (shop, item) DO UPDATE SET amount = stock.amount - 1
            P  | 2 | account:1,9   | WITH w (id) AS (VALUES (1), (9)) INSERT INTO account SELECT id, 'w', 1 FROM w ON CONFLICT (id) DO UPDATE SET name = 'w'
            H  | 1 | account:1     | MERGE INTO account KEY (id) VALUES (1, 'x', 7)
            H  | 3 | account:1,3,9 | MERGE INTO account (id, balance) KEY (id) VALUES (1, 7), (9, 8), (3, 9)
            H  | 1 | card:3        | MERGE INTO card (code, pin) KEY (code) VALUES ('three', 33)
            H  | 1 | card:2        | MERGE INTO card (code, pin) KEY (code) VALUES ('two', 99)
            H  | 2 | account:8,9   | MERGE INTO account SELECT id + 7, name, 5 FROM account WHERE id < 3
            H  | 1 | stock:north_1 | MERGE INTO stock VALUES ('north', 1, 9)
            H  | 1 | account:1     | MERGE INTO account USING dual ON id = 1 WHEN MATCHED THEN UPDATE SET balance = balance + 1
            HP | 1 | account:1     | MERGE INTO account a USING (VALUES (1, 'x')) excluded(id, name) ON (a.id = excluded.id) WHEN MATCHED THEN UPDATE SET name = excluded.name WHEN NOT MATCHED THEN INSERT (id, name, balance) VALUES (excluded.id, excluded.name, 1)
            HP | 1 | account:9     | MERGE INTO account AS a USING (VALUES (9, 'x')) s(id, name) ON (a.id = s.id) WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name, balance) VALUES (s.id, s.name, 1)
            HP | 1 | account:2     | MERGE INTO account USING (VALUES (2)) s(id) ON account.id = s.id WHEN MATCHED THEN DELETE
            HP | 4 | account:1,2,3,9 | MERGE INTO account a USING (VALUES (1, 0), (2, 5), (3, 6), (9, 7)) s(id, v) ON a.id = s.id WHEN MATCHED AND s.v = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET balance = s.v WHEN NOT MATCHED THEN INSERT (id, balance) VALUES (s.id, s.v)
            H  | 1 | account:1,77  | MERGE INTO account a USING (VALUES (1)) s(id) ON a.id = s.id WHEN MATCHED THEN UPDATE SET id = 77
            HP | 0 |               | MERGE INTO account a USING (VALUES (8)) s(id) ON a.id = s.id WHEN MATCHED THEN DELETE
            HP | 1 | card:3        | MERGE INTO card c USING (VALUES ('x')) s(code) ON c.code = s.code WHEN NOT MATCHED THEN INSERT (code) VALUES (s.code)
            M  | 2 | account:1     | INSERT INTO account VALUES (1, 'x', 7) ON DUPLICATE KEY UPDATE balance = VALUES(balance)
            M  | 1 | account:9     | INSERT INTO account VALUES (9, 'x', 7) ON DUPLICATE KEY UPDATE balance = VALUES(balance)
            M  | 5 | account:1,3,9 | INSERT INTO account VALUES (1, 'x', 7), (9, 'y', 8), (3, 'z', 9) ON DUPLICATE KEY UPDATE balance = balance + VALUES(balance), name = VALUES(name)
            M  | 5 | account:1,9   | INSERT INTO account VALUES (1, 'x', 7), (9, 'y', 8), (9, 'z', 9) ON DUPLICATE KEY UPDATE balance = balance + 1
            M  | 4 | account:1     | INSERT INTO account VALUES (1, 'x', 7), (1, 'y', 8) ON DUPLICATE KEY UPDATE balance = balance + 1
            M  | 2 | card:2        | INSERT INTO card (code, pin) VALUES ('two', 99) ON DUPLICATE KEY UPDATE pin = VALUES(pin), owner = 'Cy'
            M  | 2 | card:1        | INSERT INTO card (code, pin) VALUES ('three', 11) ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), uses = uses + 1
            M  | 4 | card:1,2      | INSERT INTO card (code, uses) SELECT c.code, 5 FROM card c ON DUPLICATE KEY UPDATE uses = card.uses + VALUES(uses)
            M  | 3 | stock:n_1,north_1 | INSERT INTO stock VALUES ('north', 1, 2), ('n', 1, 2) ON DUPLICATE KEY UPDATE amount = amount - 1
            M  | 2 | account:1     | INSERT INTO account SET id = 1, balance = 4 ON DUPLICATE KEY UPDATE balance = 9
            M  | 2 | account:1     | INSERT IGNORE INTO account VALUES (1, 'x', 4) ON DUPLICATE KEY UPDATE balance = 9
            M  | 2 | account:1     | REPLACE INTO account VALUES (1, 'x', 7)
            M  | 1 | account:9     | REPLACE account VALUES (9, 'x', 7)
            M  | 1 | account:1     | REPLACE INTO account VALUES (1, 'Ann', 100)
            M  | 5 | account:1,3,9 | REPLACE INTO account (id, name, balance) VALUES (1, 'x', 7), (9, 'y', 8), (3, 'z', 9)
            M  | 3 | card:1,2,4    | REPLACE INTO card (code, pin) VALUES ('one', 22)
            M  | 3 | card:1,2      | REPLACE INTO card (id, code, pin) VALUES (1, 'two', 55)
            M  | 3 | account:9     | REPLACE INTO account VALUES (9, 'x', 7), (9, 'y', 8)
            M  | 4 | account:1,2   | REPLACE INTO account SELECT id, name, (SELECT max(balance) + 1 FROM account) FROM account WHERE id < 3
            M  | 2 | stock:north_1 | REPLACE INTO stock SELECT shop, item, 9 FROM stock WHERE shop = 'north'
            M  | 2 | account:1     | REPLACE INTO account SET id = 1, balance = 4
            """)
    void whatWasThereComesBackAndWhatIsNewGoes(String databases, int count, String locks, String sql)
            throws SQLException {
        if (!isOf(databases)) {
            return;
        }
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            for (Style style : Style.values()) {
                globally(mode, c -> assertThat(style.update(c, sql)).isEqualTo(count));

                if (locks == null) {
                    assertThat(branches.registered()).isEmpty();
                } else if (mode == Mode.AUTOCOMMIT && style == Style.STATEMENT) {
                    assertThat(ofRows(branches.registered().get(0).lockKey())).isEqualTo(locks);
                }
                rollBackGlobally();
                assertThat(everything()).isEqualTo(before);
                branches.forget();
            }
        }
    }

    /** It changes the local transaction's own rows too, and its savepoints stay as they are. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void withinALocalTransactionOthersComeBeforeAndAfter(Mode mode) throws SQLException {
        List<String> before = everything();
        globally(mode, c -> {
            Style.STATEMENT.update(c, "INSERT INTO account VALUES (8, 'new', 1)");
            Style.STATEMENT.update(c, "UPDATE account SET balance = 55 WHERE id = 1");
            Style.PREPARED.update(c, upsert("(?, 'x', 7), (8, 'y', 7), (9, 'z', 7)"), 1);
            Style.STATEMENT.update(c, "UPDATE account SET name = 'end' WHERE id IN (1, 9)");
            Style.PREPARED.update(c, upsert("(9, 'x', 7)"));
            Style.STATEMENT.update(c, "DELETE FROM account WHERE id = 9");
        });
        assertThat(rows("SELECT balance FROM account WHERE id IN (1, 8, 9) ORDER BY id"))
                .containsExactly("7", "7");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    /** @param values for id, name and balance */
    private String upsert(String values) {
        return switch (database()) {
            case 'P' ->
                "INSERT INTO account VALUES " + values + " ON CONFLICT (id) DO UPDATE SET balance = excluded.balance";
            case 'M' -> "INSERT INTO account VALUES " + values + " ON DUPLICATE KEY UPDATE balance = VALUES(balance)";
            default -> "MERGE INTO account KEY (id) VALUES " + values;
        };
    }

    @Test
    void aUniqueValueThatIsGivenUpOrTakenIsLocked() throws SQLException {
        String sql = isOf("P")
                ? "INSERT INTO card (code, pin) VALUES ('two', 99) ON CONFLICT (code) DO UPDATE SET pin = excluded.pin"
                : isOf("M")
                        ? "INSERT INTO card (code, pin) VALUES ('two', 99) ON DUPLICATE KEY UPDATE pin = VALUES(pin)"
                        : "MERGE INTO card (code, pin) KEY (code) VALUES ('two', 99)";
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, sql));

        String keys = branches.registered().get(0).lockKey();
        assertThat(keys).startsWith("card:2;card#");
        assertThat(Stream.of(keys.split(";", -1))
                        .filter(key -> key.contains("#"))
                        .map(key -> key.split(",", -1).length))
                .containsExactly(2);
    }

    /** Between the look and the change, another row comes in the way of the statement. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRowThatComesInBetweenIsReadBeforeItIsChanged(Mode mode) throws SQLException {
        if (!isOf("PM")) {
            return;
        }
        watched().before("INSERT INTO ACCOUNT VALUES", 2, () -> run("INSERT INTO account VALUES (9, 'Zoe', 500)"));
        globally(mode, c -> Style.STATEMENT.update(c, upsert("(1, 'x', 7), (9, 'y', 8)")));

        assertThat(rows("SELECT balance FROM account WHERE id IN (1, 9) ORDER BY id"))
                .containsExactly("7", "8");
        rollBackGlobally();
        assertThat(rows("SELECT name, balance FROM account WHERE id IN (1, 9) ORDER BY id"))
                .containsExactly("Ann|100", "Zoe|500");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            P | KEY_CHANGE | INSERT INTO account VALUES (1, 'x', 7) ON CONFLICT (id) DO UPDATE SET id = 77
            M | KEY_CHANGE | INSERT INTO account VALUES (1, 'x', 7) ON DUPLICATE KEY UPDATE id = 77
            M | REPLACE    | REPLACE INTO prefixed VALUES (9, 'abd')
            P | KEY_CHANGE | MERGE INTO account a USING (VALUES (1)) s(id) ON a.id = s.id WHEN MATCHED THEN UPDATE SET id = 77
            P | UPSERT     | INSERT INTO parted VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET v = 5
            HPM | CASCADE  | CASCADING
            """)
    void whatTheDatabaseCannotSayIsRefusedAndTakenBack(String databases, Refusal reason, String sql)
            throws SQLException {
        if (!isOf(databases)) {
            return;
        }
        if (isOf("M")) {
            run(
                    "CREATE TABLE prefixed (id INT PRIMARY KEY, code VARCHAR(9), UNIQUE KEY (code(2)))",
                    "INSERT INTO prefixed VALUES (1, 'abc')");
        }
        if (isOf("P")) {
            run(
                    "CREATE TABLE parted (id INT PRIMARY KEY, v INT) PARTITION BY RANGE (id)",
                    "CREATE TABLE parted1 PARTITION OF parted FOR VALUES FROM (0) TO (9)");
        }
        String cascading = sql.equals("CASCADING") ? cascading() : sql;
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            globally(mode, c -> {
                assertThatThrownBy(() -> Style.STATEMENT.update(c, cascading)).hasMessageStartingWith(reason.code());
                Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 2");
            });
            rollBackGlobally();
            branches.forget();
            assertThat(everything()).isEqualTo(before);
        }
    }

    /** It is refused when it has run, and then the database does not take it back. */
    @Test
    void whatCannotBeTakenBackIsNeverCommitted() throws SQLException {
        String sql = cascading();
        List<String> before = everything();
        int last = isOf("P") ? 2 : 3;
        watched().before("ROLLBACK", last, () -> {
            throw new SQLException("not taken back");
        });
        assertThatThrownBy(() -> globally(
                        Mode.EXPLICIT,
                        c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, sql))
                                .hasMessageStartingWith(Refusal.CASCADE.code())))
                .hasMessageStartingWith("ASN-4394");
        assertThat(everything()).isEqualTo(before);
    }

    /** The row that refers to the changed value would change with it. */
    private String cascading() throws SQLException {
        run(
                "CREATE TABLE lock_of_card (id INT PRIMARY KEY, pin INT,"
                        + " FOREIGN KEY (pin) REFERENCES card (pin) ON UPDATE CASCADE)",
                "INSERT INTO lock_of_card VALUES (1, 22)");
        return isOf("H")
                ? "MERGE INTO card (code, pin) KEY (code) VALUES ('two', 99)"
                : isOf("P")
                        ? "INSERT INTO card (code, pin) VALUES ('two', 99) ON CONFLICT (code) DO UPDATE SET pin = 99"
                        : "INSERT INTO card (code, pin) VALUES ('two', 99) ON DUPLICATE KEY UPDATE pin = 99";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            P | 2/Bob | INSERT INTO card (code) VALUES (?) ON CONFLICT (code) DO UPDATE SET uses = card.uses + 1 RETURNING id, owner
            P | UPDATE/2 | MERGE INTO card c USING (VALUES (?)) s(code) ON c.code = s.code WHEN MATCHED THEN UPDATE SET uses = 9 RETURNING merge_action(), id
            M | 2/Bob | INSERT INTO card (code) VALUES (?) ON DUPLICATE KEY UPDATE uses = uses + 1 RETURNING id, owner
            M | nobody | REPLACE INTO card (code) VALUES (?) RETURNING owner
            """)
    void theCallerGetsTheColumnsThatItReturns(String databases, String expected, String sql) throws SQLException {
        if (!isOf(databases)) {
            return;
        }
        List<String> before = everything();
        for (Mode mode : Mode.values()) {
            globally(mode, c -> {
                try (PreparedStatement s = c.prepareStatement(sql)) {
                    s.setString(1, "two");
                    assertThat(returned(s.executeQuery())).isEqualTo(expected);
                    assertThat(s.execute()).isTrue();
                    assertThat(returned(s.getResultSet())).isEqualTo(expected);
                }
            });
            rollBackGlobally();
            branches.forget();
            assertThat(everything()).isEqualTo(before);
        }
    }

    private static String returned(ResultSet rows) throws SQLException {
        List<String> row = new ArrayList<>();
        assertThat(rows.next()).isTrue();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getString(i));
        }
        assertThat(rows.next()).isFalse();
        return String.join("/", row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            P | two   | 2 | INSERT INTO card (code) VALUES (?) ON CONFLICT (code) DO UPDATE SET uses = 7
            M | two   | 2 | INSERT INTO card (code) VALUES (?) ON DUPLICATE KEY UPDATE uses = 7
            M | three | 4 | INSERT INTO card (code) VALUES (?) ON DUPLICATE KEY UPDATE uses = 7
            M | three | 3 | REPLACE INTO card (code) VALUES (?)
            """)
    void theCallerGetsTheKeyOfARow(String databases, String code, long id, String sql) throws SQLException {
        if (!isOf(databases)) {
            return;
        }
        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s = c.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                s.setString(1, code);
                s.executeUpdate();
                try (ResultSet keys = s.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getLong(1)).isEqualTo(id);
                }
            }
        });
    }

    @Test
    void aBatchOfThem() throws SQLException {
        if (!isOf("PM")) {
            return;
        }
        List<String> before = everything();
        int twice = isOf("M") ? 2 : 1;
        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s = c.prepareStatement(upsert("(?, 'x', ?)"))) {
                for (int id : new int[] {1, 9, 9, 2}) {
                    set(s, id, id + 50);
                    s.addBatch();
                }
                assertThat(s.executeBatch()).containsExactly(twice, 1, 1, twice);
            }
        });
        assertThat(branches.registered()).hasSize(1);
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    /** What another transaction holds is not changed, whether it is inserted or changed. */
    @Test
    void aRowThatIsHeldIsWaitedFor() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        List<String> before = everything();

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, upsert("(1, 'x', 7)")))
                        .isInstanceOf(SQLException.class)
                        .hasMessageStartingWith("ASN-1"));
        assertThat(everything()).isEqualTo(before);
    }

    /** Without the values of unique keys, in order. */
    private static String ofRows(String lockKey) {
        String rows = lockKey.split(";", -1)[0];
        int colon = rows.indexOf(':') + 1;
        return rows.substring(0, colon)
                + Stream.of(rows.substring(colon).split(",", -1)).sorted().collect(Collectors.joining(","));
    }
}
