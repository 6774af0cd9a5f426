package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoResult.Undone;
import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Random rows, random statements, random strangers. A failure names its seed. */
final class RandomBranchesTest {
    private static final int SEEDS = 200;
    private static final Xid XID = new Xid("10.0.0.5:8091:77");

    private Connection connection;
    private TableMetas metas;
    private UndoLog log;
    private Random random = new Random(0);

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
        metas = new TableMetas(Dialect.of(connection), "undo_log");
        log = new UndoLog(metas);
        Tables.run(connection, UndoLog.ddl(metas.dialect()).toArray(String[]::new));
        Tables.run(connection, """
                CREATE TABLE t (id INT PRIMARY KEY, a INT, b VARCHAR(20), u INT UNIQUE, d DECIMAL(20, 4),
                  f DOUBLE PRECISION, g INT GENERATED ALWAYS AS (a + 1))""");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void undoneMeansAsBefore() throws SQLException {
        for (int seed = 0; seed < SEEDS; seed++) {
            fill(seed);
            var before = table();
            BranchId branch = branch(seed);

            UndoResult result = log.undo(connection, XID, branch, null);

            assertThat(result).as("seed %d", seed).isEqualTo(new Undone());
            assertThat(table()).as("seed %d", seed).isEqualTo(before);
        }
    }

    @Test
    void aStrangersValueIsNeverOverwritten() throws SQLException {
        Map<String, Integer> ends = new LinkedHashMap<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            fill(seed);
            var before = table();
            BranchId branch = branch(seed);
            var ours = table();
            strangers();
            var theirs = table();

            UndoResult result = log.undo(connection, XID, branch, null);

            ends.merge(result.getClass().getSimpleName(), 1, Integer::sum);
            var expected = result instanceof Undone ? merged(before, ours, theirs) : theirs;
            assertThat(table()).as("seed %d: %s", seed, result).isEqualTo(expected);
            Tables.run(connection, "DELETE FROM undo_log");
        }
        assertThat(ends.keySet()).containsExactlyInAnyOrder("Undone", "Dirty", "Refused");
    }

    /** What the strangers changed as they left it, all else as before the branch. */
    private static Map<String, Map<String, String>> merged(
            Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> ours,
            Map<String, Map<String, String>> theirs) {
        Map<String, Map<String, String>> merged =
                new java.util.TreeMap<>(java.util.Comparator.comparing(Integer::valueOf));
        Set<String> ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(theirs.keySet());
        for (String id : ids) {
            Map<String, String> our = ours.get(id);
            Map<String, String> their = theirs.get(id);
            boolean rowCameOrWent = (our == null) != (their == null);
            Map<String, String> old = before.get(id);
            if (rowCameOrWent ? their != null : old != null) {
                Map<String, String> row = new LinkedHashMap<>(rowCameOrWent || old == null ? their : old);
                if (our != null && their != null) {
                    their.forEach((column, value) -> {
                        if (!value.equals(our.get(column)) && !column.equals("G")) {
                            row.put(column, value);
                        }
                    });
                }
                row.computeIfPresent("G", (g, v) -> next(row.getOrDefault("A", "null")));
                merged.put(id, row);
            }
        }
        return merged;
    }

    private static String next(String a) {
        return a.equals("null") ? a : String.valueOf(Integer.parseInt(a) + 1);
    }

    private void fill(int seed) throws SQLException {
        random = new Random(seed);
        Tables.run(connection, "DELETE FROM t");
        for (int id = 0; id < 8; id++) {
            if (random.nextBoolean()) {
                Tables.run(connection, insert(id, id));
            }
        }
    }

    private BranchId branch(int seed) throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        int statements = 1 + random.nextInt(8);
        for (int i = 0; i < statements; i++) {
            String where = "WHERE id " + List.of("= ", "> ", "< ").get(random.nextInt(3)) + random.nextInt(8);
            switch (random.nextInt(6)) {
                case 0 -> branch.delete("t", where);
                case 1, 2 -> {
                    int id = random.nextInt(8);
                    branch.insert("t", insert(id, random.nextInt(12)), "WHERE id = " + id);
                }
                case 3 -> branch.update("t", "u = u + " + (random.nextInt(5) - 2), where, "U");
                case 4 -> branch.update("t", "a = coalesce(a, 0) + 1, f = -0.0, d = d / 3", where, "A", "F", "D");
                default -> branch.update("t", "b = " + text() + ", u = NULL", where, "B", "U");
            }
        }
        BranchId id = new BranchId(seed + 1L);
        branch.commit(XID, id);
        return id;
    }

    private void strangers() throws SQLException {
        int id = random.nextInt(8);
        String one = List.of(
                        "UPDATE t SET a = 7777 WHERE id = " + id,
                        "UPDATE t SET b = 'theirs' WHERE id = " + id,
                        "DELETE FROM t WHERE id = " + id,
                        insert(100, random.nextInt(12)),
                        insert(id, 13),
                        "UPDATE t SET u = 77 WHERE id = " + id)
                .get(random.nextInt(6));
        try {
            Tables.run(connection, one);
        } catch (SQLException e) {
            assertThat(Refusals.isConstraint(e)).as(e.getMessage()).isTrue(); // the row was there
        }
    }

    private String insert(int id, int unique) {
        return "INSERT INTO t (id, a, b, u, d, f) VALUES (" + id + ", " + random.nextInt(5) + ", " + text() + ", "
                + unique + ", " + random.nextInt(9) + ".1000, " + random.nextDouble() + ")";
    }

    private String text() {
        return List.of("''", "NULL", "'x'", "'ü €'").get(random.nextInt(4));
    }

    private Map<String, Map<String, String>> table() throws SQLException {
        return Tables.dump(connection, "t");
    }
}
