package dev.assent.datasource.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.dialect.Folding;
import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.dialect.H2;
import dev.assent.datasource.dialect.MariaDb;
import dev.assent.datasource.dialect.MySql;
import dev.assent.datasource.dialect.PostgreSql;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan.Assignment;
import dev.assent.datasource.plan.Plan.Basis;
import dev.assent.datasource.plan.Plan.Cut;
import dev.assent.datasource.plan.Plan.Part;
import dev.assent.datasource.plan.Plan.Query;
import dev.assent.datasource.plan.Plan.Target;
import dev.assent.datasource.plan.Plan.Value;
import dev.assent.datasource.table.Routines;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlansTest {
    private final Plans h2 = plans(new H2(Folding.UPPER));
    private final Plans postgres = plans(new PostgreSql());
    private final Plans mysql = plans(new MySql(Folding.NONE));
    private final Plans mariadb = plans(new MariaDb(Folding.NONE, true));

    @Test
    void anUpdateIsCutIntoTheUsersOwnWords() {
        assertThat(h2.of("UPDATE account a /* one */ SET a.balance = a.balance - ?, note = 'where' "
                        + "WHERE a.id = ? AND name IN ('x;y', ?) -- the end"))
                .isEqualTo(new Plan.Update(
                        new Target("account", "a"),
                        List.of(
                                new Assignment("balance", new Part("a.balance - ?", 1, 1)),
                                new Assignment("note", new Part("'where'", 2, 0))),
                        new Cut(
                                new Part(
                                        "UPDATE account a /* one */ SET a.balance = a.balance - ?, note = 'where'",
                                        1,
                                        1),
                                new Part("a.id = ? AND name IN ('x;y', ?)", 2, 2),
                                new Part("", 4, 0),
                                new Part("", 4, 0),
                                new Query(
                                        new Part("", 1, 0),
                                        List.of(new Part("account a", 1, 0)),
                                        new Part("a.id = ? AND name IN ('x;y', ?)", 2, 2),
                                        new Part("", 4, 0)),
                                false,
                                Basis.ROW)));
    }

    @Test
    void anUpdateOfAllRowsHasNoCondition() {
        assertThat(h2.of("update shop.\"Account\" set balance = 0;"))
                .isEqualTo(new Plan.Update(
                        new Target("shop.\"Account\"", ""),
                        List.of(new Assignment("balance", new Part("0", 1, 0))),
                        cut("update shop.\"Account\" set balance = 0", "shop.\"Account\"", "")));
    }

    @Test
    void aDeleteIsCutWithItsComments() {
        assertThat(h2.of("DELETE FROM account WHERE id=1 /* one */ or id = 2"))
                .isEqualTo(new Plan.Delete(
                        new Target("account", ""), cut("DELETE FROM account", "account", "id=1 /* one */ or id = 2")));
    }

    @Test
    void orderAndLimitStandBehindTheKeys() {
        assertThat(mariadb.of("DELETE FROM a WHERE b = ? ORDER BY c LIMIT ?"))
                .isEqualTo(new Plan.Delete(
                        new Target("a", ""),
                        new Cut(
                                new Part("DELETE FROM a", 1, 0),
                                new Part("b = ?", 1, 1),
                                new Part("ORDER BY c LIMIT ?", 2, 1),
                                new Part("", 3, 0),
                                new Query(
                                        new Part("", 1, 0),
                                        List.of(new Part("a", 1, 0)),
                                        new Part("b = ?", 1, 1),
                                        new Part("ORDER BY c LIMIT ?", 2, 1)),
                                false,
                                Basis.ROW)));
        assertThat(cutOf(mariadb, "UPDATE a SET b = 1 LIMIT 2").rest().sql()).isEqualTo("LIMIT 2");
        assertThat(cutOf(mariadb, "UPDATE a SET b = (SELECT max(b) FROM c LIMIT 1) WHERE d = 1")
                        .rest()
                        .sql())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE a SET b = 1 WHERE c = 1 AND d = @x             | ROW
            UPDATE a SET b = rand() WHERE c = 1                   | ROW
            UPDATE a SET b = (SELECT max(c) FROM d) WHERE c = 1   | ROW
            UPDATE a SET b = 1 WHERE c < rand()                   | MOMENT
            UPDATE a SET b = 1 WHERE c = NEXT VALUE FOR d         | MOMENT
            DELETE FROM a WHERE c = nextval('d')                  | MOMENT
            UPDATE a SET b = 1 WHERE c IN (SELECT c FROM d)       | OTHER_ROWS
            DELETE FROM a WHERE EXISTS (SELECT 1 FROM d)          | OTHER_ROWS
            """)
    void itIsSeenOnWhatAConditionDepends(String sql, Basis basis) {
        assertThat(cutOf(h2, sql).basis()).isEqualTo(basis);
    }

    @Test
    void theMySqlFamilyLocksWhatSubSelectsRead() {
        assertThat(cutOf(
                                mariadb,
                                "DELETE FROM a WHERE b IN (SELECT c FROM d WHERE e > (SELECT 1) -- one\n) AND EXISTS (SELECT 1)")
                        .rows()
                        .condition()
                        .sql())
                .isEqualTo(
                        "b IN (SELECT c FROM d WHERE e > (SELECT 1\nLOCK IN SHARE MODE) -- one\n\nLOCK IN SHARE MODE)"
                                + " AND EXISTS (SELECT 1\nLOCK IN SHARE MODE)");
        assertThat(cutOf(mariadb, "DELETE FROM a WHERE b IN (SELECT c FROM d FOR UPDATE)")
                        .rows()
                        .condition()
                        .sql())
                .isEqualTo("b IN (SELECT c FROM d FOR UPDATE)");
        assertThat(cutOf(postgres, "DELETE FROM a WHERE b IN (SELECT c FROM d)")
                        .rows()
                        .condition()
                        .sql())
                .isEqualTo("b IN (SELECT c FROM d)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM a WHERE b IN (SELECT c FROM (SELECT c FROM d) e)",
                "DELETE FROM a WHERE b IN (SELECT c FROM d, (SELECT 1) e)",
                "DELETE FROM a WHERE b IN (SELECT c FROM d JOIN (SELECT 1) e ON true)",
                "DELETE FROM a WHERE b IN (SELECT c FROM d UNION SELECT 1)",
                "DELETE FROM a WHERE b = 1 ORDER BY (SELECT c FROM d) LIMIT 1",
                "DELETE a FROM a JOIN (SELECT c FROM d) e ON a.b = e.c",
                "UPDATE a JOIN b ON a.c = (SELECT max(c) FROM d) SET a.e = 1",
                "WITH x AS (SELECT 1) DELETE FROM a WHERE b IN (SELECT 1)"
            })
    void whatCannotBeLockedInASubSelectIsRefusedThere(String sql) {
        assertThat(mariadb.of(sql))
                .isInstanceOfSatisfying(
                        Plan.Refused.class, plan -> assertThat(plan.reason()).isEqualTo(Refusal.SUB_SELECT_CONDITION));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            UPDATE a SET b = c + 1, d = coalesce(e, 1) WHERE f = 2 | c + 1; coalesce(e, 1)
            UPDATE a SET b = (c, d) = (e, f) ORDER BY g LIMIT 1    | (c, d) = (e, f)
            UPDATE a SET b = DEFAULT, c = NULL                     | ; NULL
            UPDATE a SET b = rand(), c = (SELECT max(d) FROM e)    | ;
            UPDATE a SET b = nextval('c'), d = @e                  | ;
            UPDATE a SET (b, c) = (1, 2)                           | ;
            UPDATE a SET (b) = (1), c = 2                          | ; 2
            """)
    void aValueIsKnownBeforeIfItIsOneOfTheRowAlone(String sql, String values) {
        assertThat(((Plan.Update) h2.of(sql))
                        .set().stream()
                                .map(assignment -> assignment.value().sql())
                                .collect(Collectors.joining("; ")))
                .isEqualTo(values.equals(";") ? "; " : values);
    }

    @Test
    void theTablesJoinedToAnUpdateAreThoseOfItsQuery() {
        assertThat(postgres.of("WITH q (id) AS (SELECT ?) UPDATE account AS a SET b = x IS DISTINCT FROM ?, c = q.c"
                        + " FROM q, other o WHERE a.id = q.id AND o.c = ? RETURNING a.id, ?"))
                .isEqualTo(new Plan.Update(
                        new Target("account", "a"),
                        List.of(
                                new Assignment("b", new Part("x IS DISTINCT FROM ?", 2, 1)),
                                new Assignment("c", new Part("q.c", 3, 0))),
                        new Cut(
                                new Part(
                                        "WITH q (id) AS (SELECT ?) UPDATE account AS a SET b = x IS DISTINCT FROM ?, c = q.c"
                                                + " FROM q, other o",
                                        1,
                                        2),
                                new Part("a.id = q.id AND o.c = ?", 3, 1),
                                new Part("", 4, 0),
                                new Part("RETURNING a.id, ?", 4, 1),
                                new Query(
                                        new Part("WITH q (id) AS (SELECT ?)", 1, 1),
                                        List.of(new Part("account AS a", 2, 0), new Part("q, other o", 3, 0)),
                                        new Part("a.id = q.id AND o.c = ?", 3, 1),
                                        new Part("", 4, 0)),
                                true,
                                Basis.OTHER_ROWS)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE a FROM item a WHERE a.b = 1                          | item | a | item a                | ROW
            DELETE item FROM shop.item JOIN c ON item.id = c.id         | shop.item | | shop.item JOIN c ON item.id = c.id | OTHER_ROWS
            DELETE shop.item FROM shop.item LEFT JOIN c USING (id)      | shop.item | | shop.item LEFT JOIN c USING (id) | OTHER_ROWS
            DELETE `a` FROM c, item A                                   | item | A | c, item A             | OTHER_ROWS
            UPDATE item a JOIN c ON a.id = c.id SET a.b = c.b, a.d = 1  | item | a | item a JOIN c ON a.id = c.id | OTHER_ROWS
            UPDATE c, item SET item.b = 1 WHERE c.d = 2                 | item | | c, item                | OTHER_ROWS
            """)
    void theTargetIsOneOfTheJoinedTables(String sql, String table, @Nullable String alias, String from, Basis basis) {
        assertThat(mariadb.of(sql)).isInstanceOfSatisfying(Plan.OfOneTable.class, plan -> {
            assertThat(plan.target()).isEqualTo(new Target(table, alias == null ? "" : alias));
            assertThat(plan.cut().rows().from())
                    .singleElement()
                    .satisfies(part -> assertThat(part.sql()).isEqualTo(from));
            assertThat(plan.cut().basis()).isEqualTo(basis);
        });
    }

    @Test
    void severalTablesAreChangedByOneCut() {
        Plan.Several update = (Plan.Several)
                mariadb.of("UPDATE a JOIN b x ON a.id = x.id SET a.c = 1, x.d = ?, a.e = x.d WHERE a.f = ?");
        Cut cut = update.cut();
        assertThat(cut.joined()).isTrue();
        assertThat(update.changes())
                .containsExactly(
                        new Plan.Update(
                                new Target("a", ""),
                                List.of(
                                        new Assignment("c", new Part("1", 1, 0)),
                                        new Assignment("e", new Part("x.d", 2, 0))),
                                cut),
                        new Plan.Update(new Target("b", "x"), List.of(new Assignment("d", new Part("?", 1, 1))), cut));
        assertThat(mariadb.of("DELETE a, x FROM a JOIN b x ON a.id = x.id"))
                .isInstanceOfSatisfying(
                        Plan.Several.class,
                        plan -> assertThat(plan.changes())
                                .extracting(Plan.OfOneTable::target)
                                .containsExactly(new Target("a", ""), new Target("b", "x")));
    }

    @Test
    void theTablesBehindUsingAreJoinedToTheTarget() {
        assertThat(cutOf(postgres, "DELETE FROM t a USING b, c WHERE a.id = b.id")
                        .rows()
                        .from())
                .extracting(Part::sql)
                .containsExactly("t a", "b, c");
        for (String tables : List.of("a, b", "a JOIN b ON a.c = b.c", "t a LEFT JOIN b USING (c)")) {
            assertThat(mariadb.of("DELETE FROM a USING " + tables + " WHERE a.id = b.id"))
                    .isEqualTo(new Plan.Refused(Refusal.SEVERAL_TABLES, "USING"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH x (a) AS (SELECT 1), y (b) AS MATERIALIZED (SELECT 2) DELETE FROM t USING x, y WHERE id = a",
                "WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) UPDATE t SET v = 1 WHERE id IN (SELECT n FROM x)",
                "WITH q AS (SELECT id FROM t LIMIT 1 FOR UPDATE SKIP LOCKED) UPDATE t SET v = 1 FROM q WHERE t.id = q.id",
                "UPDATE t SET v = n.v FROM unnest(?, ?) AS n (id, v) WHERE t.id = n.id",
                "UPDATE t SET v = n.v FROM (VALUES (1, 2)) AS n (id, v) WHERE t.id = n.id"
            })
    void whatComesBeforeAChangeMayBeAnyQuery(String sql) {
        assertThat(cutOf(postgres, sql).basis()).isEqualTo(Basis.OTHER_ROWS);
    }

    @Test
    void anInsertIsReadNoFurtherThanItsTable() {
        assertThat(h2.of("INSERT INTO account (id, name) SELECT id, ? FROM b WHERE c = 'RETURNING'"))
                .isEqualTo(new Plan.Insert(
                        new Target("account", ""),
                        Plan.WhenThere.FAIL,
                        new Part("INSERT INTO account (id, name) SELECT id, ? FROM b WHERE c = 'RETURNING'", 1, 1),
                        new Part("", 2, 0),
                        Optional.empty()));
    }

    @Test
    void whatAnInsertReturnsIsCutOff() {
        assertThat(
                        postgres.of(
                                "WITH x (a) AS (SELECT ?) INSERT INTO s.t AS n (a) SELECT a FROM x ON CONFLICT (a) DO NOTHING RETURNING n.*, ?"))
                .isEqualTo(new Plan.Insert(
                        new Target("s.t", "n"),
                        Plan.WhenThere.SKIP,
                        new Part(
                                "WITH x (a) AS (SELECT ?) INSERT INTO s.t AS n (a) SELECT a FROM x ON CONFLICT (a) DO NOTHING",
                                1,
                                1),
                        new Part("n.*, ?", 2, 1),
                        Optional.empty()));
        assertThat(mariadb.of("INSERT LOW_PRIORITY IGNORE t SET a = 1"))
                .isEqualTo(new Plan.Insert(
                        new Target("t", ""),
                        Plan.WhenThere.SKIP,
                        new Part("INSERT LOW_PRIORITY IGNORE t SET a = 1", 1, 0),
                        new Part("", 1, 0),
                        Optional.empty()));
    }

    @Test
    void whereNewRowsAreNotReturnedTheTextTellsTheValuesOfEachRow() {
        assertThat(rows("INSERT INTO account (id, name, balance) VALUES (?, 'O''Hara', -5), (7, DEFAULT, ? + 1)"))
                .isEqualTo(new Plan.NewRows(
                        Optional.of(List.of("id", "name", "balance")),
                        List.of(
                                List.of(
                                        new Value.Parameter(1),
                                        new Value.Literal("'O''Hara'"),
                                        new Value.Literal("-5")),
                                List.of(new Value.Literal("7"), new Value.Chosen(), new Value.Computed()))));
    }

    @Test
    void anInsertMayNameNoColumns() {
        assertThat(rows("INSERT INTO account VALUES (1)"))
                .isEqualTo(new Plan.NewRows(Optional.empty(), List.of(List.of(new Value.Literal("1")))));
        assertThat(rows("INSERT INTO account DEFAULT VALUES"))
                .isEqualTo(new Plan.NewRows(Optional.of(List.of()), List.of(List.of())));
    }

    @Test
    void parametersAreCountedOverAllRows() {
        assertThat(rows("INSERT INTO t (a, b) VALUES (upper(?), ?), (?, ?)").rows())
                .containsExactly(
                        List.of(new Value.Computed(), new Value.Parameter(2)),
                        List.of(new Value.Parameter(3), new Value.Parameter(4)));
    }

    @Test
    void aMergeIsReadNoFurtherThanItsTable() {
        String sql = "MERGE INTO a x USING b ON x.id = b.id WHEN MATCHED THEN DELETE";
        assertThat(h2.of(sql))
                .isEqualTo(new Plan.Insert(
                        new Target("a", "x"),
                        Plan.WhenThere.MERGE,
                        new Part(sql, 1, 0),
                        new Part("", 1, 0),
                        Optional.empty()));
        assertThat(mariadb.of(sql)).isEqualTo(new Plan.Refused(Refusal.MERGE, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO a VALUES (1) ON CONFLICT (id) DO UPDATE SET b = 1   | CHANGE
            INSERT INTO a SELECT * FROM conflict ON CONFLICT DO NOTHING     | SKIP
            INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b = 1          | CHANGE_DUPLICATE
            REPLACE LOW_PRIORITY INTO a VALUES (1)                          | REPLACE
            """)
    void whatAnInsertDoesWithARowThatIsThere(String sql, Plan.WhenThere whenThere) {
        assertThat(mariadb.of(sql))
                .isInstanceOfSatisfying(
                        Plan.Insert.class, plan -> assertThat(plan.whenThere()).isEqualTo(whenThere));
    }

    private Plan.NewRows rows(String sql) {
        return ((Plan.Insert) mysql.of(sql)).rows().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO a SELECT * FROM b                                   | INSERT_SELECT
            INSERT INTO a (b) (SELECT b FROM c)                             | INSERT_SELECT
            INSERT IGNORE INTO a VALUES (1)                                 | INSERT_IGNORE
            INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b = 1          | UPSERT
            INSERT INTO a (b) VALUES (1) AS n ON DUPLICATE KEY UPDATE b = 2 | UPSERT
            """)
    void whereNewRowsAreNotReturnedTheyMustShowInTheText(String sql, Refusal reason) {
        assertThat(mysql.of(sql))
                .isInstanceOfSatisfying(
                        Plan.Refused.class, plan -> assertThat(plan.reason()).isEqualTo(reason));
    }

    @Test
    void aLockingReadIsCutWhereHiddenColumnsAndKeysArePutIn() {
        assertThat(h2.of("SELECT name, ? FROM account a WHERE id > ? ORDER BY id LIMIT 2 FOR UPDATE"))
                .isEqualTo(new Plan.LockingRead(
                        List.of(new Target("account", "a")),
                        new Query(
                                new Part("SELECT name, ?", 1, 1),
                                List.of(new Part("account a", 2, 0)),
                                new Part("id > ?", 2, 1),
                                new Part("ORDER BY id LIMIT 2 FOR UPDATE", 3, 0)),
                        Plan.WhenHeld.WAIT));
        assertThat(postgres.of("SELECT * FROM a FOR NO KEY UPDATE OF a SKIP LOCKED"))
                .isEqualTo(new Plan.LockingRead(
                        List.of(new Target("a", "")),
                        new Query(
                                new Part("SELECT *", 1, 0),
                                List.of(new Part("a", 1, 0)),
                                new Part("", 1, 0),
                                new Part("FOR NO KEY UPDATE OF a SKIP LOCKED", 1, 0)),
                        Plan.WhenHeld.SKIP));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM a JOIN b ON a.id = b.id FOR UPDATE                            | a, b
            SELECT * FROM a x, b FOR UPDATE SKIP LOCKED                                 | x, b
            SELECT * FROM a x LEFT JOIN b ON x.id = b.id FOR NO KEY UPDATE OF x NOWAIT  | x
            SELECT * FROM a, b, c FOR UPDATE OF b, A                                    | b, a
            SELECT * FROM a, (SELECT 1) b FOR UPDATE OF a                               | a
            SELECT "T"."id" FROM "T" LEFT JOIN b ON "T".id = b.id FOR UPDATE OF "T"     | "T"
            SELECT * FROM a, b, c FOR UPDATE OF a FOR SHARE OF b SKIP LOCKED            | a, b
            SELECT * FROM a, b FOR UPDATE OF a FOR SHARE                                | a, b
            """)
    void aLockingReadLocksRowsOfTheTablesThatItNames(String sql, String tables) {
        assertThat(postgres.of(sql))
                .isInstanceOfSatisfying(
                        Plan.LockingRead.class,
                        read -> assertThat(read.targets().stream()
                                        .map(Target::qualifier)
                                        .collect(Collectors.joining(", ")))
                                .isEqualTo(tables));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM a FOR SHARE                                       | WAIT
            SELECT * FROM a LOCK IN SHARE MODE                              | WAIT
            SELECT * FROM a FOR UPDATE WAIT 3                               | WAIT
            SELECT * FROM a WHERE b = 1 FOR UPDATE NOWAIT                   | FAIL
            SELECT * FROM a WHERE b IN (SELECT b FROM c) FOR UPDATE         | WAIT
            SELECT * FROM a ORDER BY rand() LIMIT 1 FOR UPDATE SKIP LOCKED  | SKIP
            """)
    void whatALockingReadDoesWithAHeldRow(String sql, Plan.WhenHeld whenHeld) {
        assertThat(mariadb.of(sql))
                .isInstanceOfSatisfying(
                        Plan.LockingRead.class,
                        read -> assertThat(read.whenHeld()).isEqualTo(whenHeld));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "select * from account where balance > ? for_update",
                "VALUES (1)",
                "SELECT count(*), max(balance) FROM account JOIN b USING (id) GROUP BY (name)",
                "WITH x (a) AS (SELECT 1) SELECT a FROM x",
                "WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x",
                "SELECT nextval('s')",
                "SELECT my_pure(1)",
                "(SELECT 1) UNION (SELECT 2)",
                "SHOW TABLES",
                "EXPLAIN UPDATE account SET balance = 1",
                "SET NAMES utf8mb4",
                "SET SESSION lock_timeout = 100",
                "SELECT 'a; DELETE FROM account'",
                "SELECT replace(name, 'a', 'b') FROM account"
            })
    void whatChangesNothingGoesThrough(String sql) {
        assertThat(h2.of(sql)).isEqualTo(new Plan.Read());
    }

    @Test
    void semicolonsPartStatements() {
        assertThat(h2.of("UPDATE a SET b = ? WHERE c = ';'; /* ; */ DELETE FROM a WHERE b IN (?, ?) ;"))
                .isEqualTo(new Plan.SeveralStatements(List.of(
                        new Plan.Part("UPDATE a SET b = ? WHERE c = ';'", 1, 1),
                        new Plan.Part("DELETE FROM a WHERE b IN (?, ?)", 2, 2))));
        assertThat(h2.of("SELECT 1; SELECT ?")).isEqualTo(new Plan.Read());
        assertThat(h2.of("UPDATE a SET b = 1;")).isInstanceOf(Plan.Update.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            UPDATE a SET b = 1; SELECT 1                                    | SEVERAL_STATEMENTS
            UPDATE a SET b = 1; ; DELETE FROM a                             | SEVERAL_STATEMENTS
            SELECT 1; UPDATE a SET b = 2                                    | SEVERAL_STATEMENTS
            UPDATE a SET b = 1; SELECT * FROM a FOR UPDATE                  | SEVERAL_STATEMENTS
            UPDATE a SET b = 1; DELETE FROM a RETURNING c                   | SEVERAL_STATEMENTS
            UPDATE a SET b = (1; DELETE FROM a)                             | SEVERAL_STATEMENTS
            UPDATE a SET b = 1; DROP TABLE a                                | SCHEMA_CHANGE
            UPDATE a SET b = 'c                                             | UNREADABLE
            UPDATE a SET b = (1 WHERE c = 1                                 | UNREADABLE
            UPDATE a SET b = ?1                                             | UNREADABLE
            UPDATE a SET b = 1 /* one /* two */ */                          | UNREADABLE
            UPDATE a SET SET b = 1                                          | UNREADABLE
            UPDATE ONLY a SET b = 1                                         | CLAUSE
            DELETE FROM ONLY a WHERE b = 1                                  | CLAUSE
            DELETE FROM a USING b JOIN c ON b.x = c.x WHERE a.x = b.x       | CLAUSE
            UPDATE a SET (b, c) = ROW(1, 2)                                 | CLAUSE
            UPDATE "a.b" SET c = 1                                          | UNREADABLE
            DELETE FROM `a.b`                                               | UNREADABLE
            SELECT * FROM "a.b" FOR UPDATE                                  | UNREADABLE
            KILL 7                                                          | UNKNOWN_STATEMENT
            INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b = 1          | UPSERT
            REPLACE INTO a VALUES (1)                                       | REPLACE
            WITH x AS (DELETE FROM a RETURNING b) SELECT * FROM x           | CHANGE_IN_QUERY
            WITH x AS (UPDATE a SET b = 1 RETURNING b) SELECT * FROM x      | CHANGE_IN_QUERY
            WITH x AS (INSERT INTO a VALUES (1) RETURNING b) SELECT 1       | CHANGE_IN_QUERY
            WITH i (c) AS (SELECT 1), u (c) AS (UPDATE a SET b = 1 RETURNING c) SELECT count(*) FROM i | CHANGE_IN_QUERY
            SELECT * FROM OLD TABLE (UPDATE a SET b = 1)                    | CHANGE_IN_QUERY
            WITH x AS (DELETE FROM a RETURNING b) UPDATE c SET d = 1 FROM x | CHANGE_IN_QUERY
            WITH i (id) AS MATERIALIZED (SELECT a.id FROM a WHERE a.v > 1), u_a (id) AS (UPDATE a SET b = 1 WHERE a.id IN (SELECT i.id FROM i) RETURNING id) SELECT count(*) FROM i | CHANGE_IN_QUERY
            WITH x AS (UPDATE a SET b = 1 RETURNING b) DELETE FROM c        | CHANGE_IN_QUERY
            UPDATE a SET b = 1 WHERE c IN (SELECT c FROM FINAL TABLE (DELETE FROM d)) | CHANGE_IN_QUERY
            UPDATE a JOIN b ON a.id = b.id SET c = 1                        | SEVERAL_TABLES
            UPDATE a x JOIN b ON x.id = b.id SET a.c = 1                    | SEVERAL_TABLES
            UPDATE a x, A X SET x.c = 1                                     | SEVERAL_TABLES
            UPDATE a JOIN (SELECT 1) b ON a.id = b.id SET b.c = 1           | SEVERAL_TABLES
            DELETE a, c FROM a JOIN b ON a.id = b.id                        | SEVERAL_TABLES
            DELETE a, x FROM a JOIN (SELECT 1) x ON a.id = x.id             | SEVERAL_TABLES
            DELETE b FROM a JOIN c ON a.id = c.id                           | SEVERAL_TABLES
            DELETE FROM a JOIN b ON a.id = b.id                             | SEVERAL_TABLES
            UPDATE a JOIN b ON pay(a.id) = b.id SET a.c = 1                 | UNKNOWN_FUNCTION
            UPDATE a SET c = 1 FROM pay(1) AS (b INT)                       | UNKNOWN_FUNCTION
            UPDATE a SET c = b.c FROM b, (SELECT rand() r) d WHERE b.c < r  | UNSTABLE_CONDITION
            UPDATE a SET b = 1 WHERE c < rand() AND d IN (SELECT 1)         | UNSTABLE_CONDITION
            UPDATE a SET b = 1 WHERE (@x := @x + 1) = 1                     | UNSTABLE_CONDITION
            UPDATE a SET b = 1 WHERE SET(@x, 1) = 1                         | UNSTABLE_CONDITION
            UPDATE LOW_PRIORITY a SET b = 1                                 | CLAUSE
            UPDATE a SET b = 1 WHERE CURRENT OF cursor                      | CURSOR
            UPDATE other.a SET wrong.b = 1                                  | CLAUSE
            UPDATE a FOR PORTION OF p FROM '0' TO '1' SET b = 1             | CLAUSE
            DELETE FROM a FOR PORTION OF p FROM '0' TO '1'                  | CLAUSE
            UPDATE @a SET b = 1                                             | CLAUSE
            INSERT INTO a (b) VALUES (1) AS n ON DUPLICATE KEY UPDATE b = 2 | UPSERT
            CALL pay(1)                                                     | PROCEDURE
            {call pay(1)}                                                   | PROCEDURE
            SELECT pay(1)                                                   | UNKNOWN_FUNCTION
            SELECT shop.count(1)                                            | UNKNOWN_FUNCTION
            SELECT "count"(1)                                               | UNKNOWN_FUNCTION
            SELECT setval('s', 1)                                           | UNKNOWN_FUNCTION
            WITH a AS (SELECT 1) SELECT 1, pay(1) AS b                      | UNKNOWN_FUNCTION
            UPDATE a SET b = pay(1)                                         | UNKNOWN_FUNCTION
            INSERT INTO a VALUES (pay(1))                                   | UNKNOWN_FUNCTION
            DELETE FROM a WHERE pay(b) = 1                                  | UNKNOWN_FUNCTION
            CREATE TABLE a (b INT)                                          | SCHEMA_CHANGE
            DROP TABLE a                                                    | SCHEMA_CHANGE
            TRUNCATE TABLE a                                                | SCHEMA_CHANGE
            LOCK TABLE a                                                    | TABLE_LOCK
            COMMIT                                                          | TRANSACTION_CONTROL
            BEGIN                                                           | TRANSACTION_CONTROL
            SAVEPOINT a                                                     | TRANSACTION_CONTROL
            SET SCHEMA other                                                | SETTING
            SET autocommit = 0                                              | SETTING
            SET NAMES utf8mb4, autocommit = 0                               | SETTING
            SELECT * INTO b FROM a                                          | SELECT_INTO
            SELECT * FROM a JOIN (SELECT 1) b ON a.id = b.id FOR UPDATE     | LOCKING_READ
            SELECT * FROM a, generate_series(1, 2) b FOR UPDATE             | LOCKING_READ
            SELECT * FROM a JOIN b ON a.id = b.id FOR UPDATE OF c           | LOCKING_READ
            SELECT * FROM a x JOIN b ON x.id = b.id FOR UPDATE OF a         | LOCKING_READ
            SELECT * FROM (SELECT * FROM a) b FOR UPDATE                    | LOCKING_READ
            SELECT * FROM (SELECT * FROM a FOR UPDATE) b                    | LOCKING_READ
            WITH x AS (SELECT 1) SELECT * FROM a FOR UPDATE                 | LOCKING_READ
            SELECT * FROM a WHERE b IN (SELECT b FROM c FOR SHARE) FOR UPDATE | LOCKING_READ
            SELECT count(*) FROM a FOR UPDATE                               | LOCKING_READ
            SELECT b, sum(c) OVER () FROM a FOR UPDATE                      | LOCKING_READ
            SELECT DISTINCT b FROM a FOR UPDATE                             | LOCKING_READ
            SELECT b FROM a GROUP BY b FOR UPDATE                           | LOCKING_READ
            EXPLAIN ANALYZE UPDATE a SET b = 1                              | ANALYZE
            EXPLAIN (BUFFERS, "analyze") DELETE FROM a                      | ANALYZE
            EXPLAIN (U&"\\0061nalyze" on) DELETE FROM a                    | ANALYZE
            """)
    void theRestIsRefused(String sql, String reason) {
        assertThat(h2.of(sql)).isInstanceOfSatisfying(Plan.Refused.class, plan -> {
            assertThat(plan.reason()).isEqualTo(Refusal.valueOf(reason));
            assertThat(plan.reason().of(sql, plan.detail()))
                    .hasMessageStartingWith(plan.reason().code() + ": Expected a statement of a global transaction")
                    .hasMessageContaining(sql);
        });
    }

    @Test
    void aBackslashIsReadAsTheDatabaseReadsIt() {
        String sql = "UPDATE a SET b = 'it\\'s' WHERE c = 'x'";

        assertThat(mariadb.of(sql))
                .isEqualTo(new Plan.Update(
                        new Target("a", ""),
                        List.of(new Assignment("b", new Part("'it\\'s'", 1, 0))),
                        cut("UPDATE a SET b = 'it\\'s'", "a", "c = 'x'")));
        assertThat(postgres.of(sql)).isInstanceOf(Plan.Refused.class);
    }

    @Test
    void mariaDbsOwnCommentsAndQuotesAreRead() {
        assertThat(mariadb.of("DELETE FROM `a` WHERE b = \"x\" # the end"))
                .isEqualTo(new Plan.Delete(new Target("`a`", ""), cut("DELETE FROM `a`", "`a`", "b = \"x\"")));
        assertThat(mariadb.of("DELETE FROM a WHERE b = 1 /*! AND c = 2 */"))
                .isEqualTo(new Plan.Refused(Refusal.UNREADABLE, "a comment holds code"));
    }

    @Test
    void theClockOfMariaDbMovesWithinATransaction() {
        String sql = "DELETE FROM a WHERE expires < now()";

        assertThat(cutOf(mariadb, sql).basis()).isEqualTo(Basis.MOMENT);
        assertThat(cutOf(mariadb, "DELETE FROM a WHERE expires < current_timestamp")
                        .basis())
                .isEqualTo(Basis.MOMENT);
        assertThat(cutOf(postgres, sql).basis()).isEqualTo(Basis.ROW);
        assertThat(mariadb.of("DELETE FROM a WHERE uuid = ?")).isInstanceOf(Plan.Delete.class);
    }

    @Test
    void postgresQuotesWithDollarsToo() {
        assertThat(postgres.of("SELECT $tag$ ; DELETE ? $tag$")).isEqualTo(new Plan.Read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "map", "enum", "UUID", "approximate", "\"uuid\"", "`uuid`"})
    void aColumnMayBeNamedLikeAType(String name) {
        assertThat(cutOf(mariadb, "UPDATE a SET " + name + " = 1 WHERE " + name + " = ? AND b > " + name)
                        .condition()
                        .sql())
                .isEqualTo(name + " = ? AND b > " + name);
        assertThat(((Plan.Update) mariadb.of("UPDATE a SET b = " + name + " + " + name + ", c = 1")).set())
                .extracting(Assignment::column)
                .containsExactly("b", "c");
        assertThat(mariadb.of("SELECT " + name + " FROM a WHERE " + name + " = ? FOR UPDATE"))
                .isInstanceOf(Plan.LockingRead.class);
    }

    @Test
    void aTextIsReadOnce() {
        assertThat(h2.of("DELETE FROM a WHERE b = 1")).isSameAs(h2.of("DELETE FROM a WHERE b = 1"));
    }

    @Test
    void everyRefusalHasACodeOfItsOwn() {
        assertThat(EnumSet.allOf(Refusal.class)).extracting(Refusal::code).doesNotHaveDuplicates();
    }

    private static Cut cut(String head, String from, String condition) {
        Part none = new Part("", 1, 0);
        Part words = new Part(condition, 1, 0);
        Query rows = new Query(none, List.of(new Part(from, 1, 0)), words, none);
        return new Cut(new Part(head, 1, 0), words, none, none, rows, false, Basis.ROW);
    }

    private static Cut cutOf(Plans plans, String sql) {
        return ((Plan.Keyed) plans.of(sql)).cut();
    }

    private static Plans plans(Grammar grammar) {
        return new Plans(grammar, Set.of("my_pure"), Routines.NONE, 100);
    }
}
