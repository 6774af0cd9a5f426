package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoLog.Branch;
import dev.assent.datasource.undo.UndoResult.Dirty;
import dev.assent.datasource.undo.UndoResult.NothingToUndo;
import dev.assent.datasource.undo.UndoResult.Refused;
import dev.assent.datasource.undo.UndoResult.Undone;
import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the undo log promises on every database. A subclass brings the database and its types. */
public abstract class UndoContract {
    protected static final Xid XID = new Xid("10.0.0.5:8091:77");
    protected static final BranchId BRANCH = new BranchId(78);

    private Connection connection;
    private TableMetas metas;
    private UndoLog log;

    /** A new connection to one empty database per class. */
    protected abstract Connection connect() throws SQLException;

    /** Columns of every type the dialect can restore, after {@code id INT PRIMARY KEY}. */
    protected abstract List<String> types();

    /** Values for {@link #types()}: rows of SQL literals. */
    protected abstract List<List<String>> samples();

    /** A statement after which this connection waits for locks a second at most. */
    protected abstract String shortLockTimeout();

    /** A query for how long this connection waits for locks. */
    protected abstract String lockTimeout();

    /** Statements that the tables need. */
    protected List<String> beforeTables() {
        return List.of();
    }

    @BeforeEach
    void tables() throws SQLException {
        connection = connect();
        Tables.run(
                connection,
                "DROP TABLE IF EXISTS item",
                "DROP TABLE IF EXISTS kinds",
                "DROP TABLE IF EXISTS account",
                "DROP TABLE IF EXISTS undo_log");
        Tables.run(connection, beforeTables().toArray(String[]::new));
        metas = new TableMetas(Dialect.of(connection), "undo_log");
        log = new UndoLog(metas);
        Tables.run(connection, UndoLog.ddl(metas.dialect()).toArray(String[]::new));
        Tables.run(
                connection,
                "CREATE TABLE account (id INT PRIMARY KEY, a INT, b VARCHAR(40), u INT UNIQUE)",
                "CREATE TABLE item (id INT PRIMARY KEY, account INT, FOREIGN KEY (account) REFERENCES account (id))",
                "INSERT INTO account VALUES (1, 10, 'one', 101), (2, 20, 'two', 102), (3, 30, NULL, NULL)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    protected final Connection connection() {
        return connection;
    }

    protected final TableMetas metas() {
        return metas;
    }

    protected final UndoLog log() {
        return log;
    }

    @Test
    void everyTypeComesBackFromDeleteUpdateAndInsert() throws SQLException {
        createKinds();
        var before = Tables.dump(connection, "kinds");
        List<String> columns =
                types().stream().map(type -> type.split(" ", 2)[0]).toList();
        Phase1 branch = new Phase1(connection, metas);
        branch.delete("kinds", "WHERE id = 1");
        for (int row = 2; row <= samples().size(); row++) {
            List<String> set = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                set.add(columns.get(i) + " = " + samples().get(row - 2).get(i));
            }
            branch.update("kinds", String.join(", ", set), "WHERE id = " + row, columns.toArray(String[]::new));
        }
        branch.insert("kinds", insertKinds(1000, samples().get(0)), "WHERE id = 1000");
        branch.delete("kinds", "WHERE id > 1");
        branch.commit(XID, BRANCH);
        assertThat(Tables.dump(connection, "kinds")).isEmpty();

        assertThat(undo()).isEqualTo(new Undone());

        assertThat(Tables.dump(connection, "kinds")).isEqualTo(before);
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void whateverMayBeAKeyFindsItsRowAgain() throws SQLException {
        int keys = 0;
        for (int i = 0; i < types().size(); i++) {
            String type = types().get(i);
            if (!type.matches(".*(GENERATED| AS \\(|ON UPDATE).*")
                    && mayBeKey(type, samples().get(0).get(i))) {
                var before = Tables.dump(connection, "kinds");
                Phase1 branch = new Phase1(connection, metas);
                branch.update("kinds", "v = 2", "WHERE v = 1", "v");
                branch.delete("kinds", "WHERE v = 2");
                branch.commit(XID, BRANCH);

                assertThat(undo()).as(type).isEqualTo(new Undone());
                assertThat(Tables.dump(connection, "kinds")).as(type).isEqualTo(before);
                keys++;
            }
        }
        assertThat(keys).isGreaterThan(12);
    }

    private boolean mayBeKey(String type, String value) throws SQLException {
        metas.invalidate();
        Tables.run(connection, "DROP TABLE IF EXISTS kinds");
        String column = type.replace(" NULL", "");
        try {
            Tables.run(
                    connection,
                    "CREATE TABLE kinds (" + column + ", v INT, PRIMARY KEY (" + column.split(" ", 2)[0] + "))");
        } catch (SQLException e) {
            return false;
        }
        Tables.run(connection, "INSERT INTO kinds VALUES (" + value + ", 1)");
        return true;
    }

    private void createKinds() throws SQLException {
        Tables.run(connection, "CREATE TABLE kinds (id INT PRIMARY KEY, " + String.join(", ", types()) + ")");
        for (int row = 1; row <= samples().size(); row++) {
            Tables.run(connection, insertKinds(row, samples().get(row - 1)));
        }
    }

    private String insertKinds(int id, List<String> values) {
        return "INSERT INTO kinds VALUES (" + id + ", " + String.join(", ", values) + ")";
    }

    @Test
    void statementsOnOneRowUnwindTogether() throws SQLException {
        var before = accounts();
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = a + 1", "WHERE id < 3", "a");
        branch.update("account", "b = 'x'", "WHERE id = 1", "b");
        branch.delete("account", "WHERE id = 1");
        branch.insert(
                "account", "INSERT INTO account VALUES (1, 99, 'again', 101), (4, 1, '', 104)", "WHERE id IN (1, 4)");
        branch.update("account", "a = 100, u = NULL", "WHERE id IN (1, 4)", "a", "u");
        branch.delete("account", "WHERE id = 4");
        branch.commit(XID, BRANCH);

        assertThat(undo()).isEqualTo(new Undone());

        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void uniqueAndForeignKeysHoldOnTheWayBack() throws SQLException {
        Tables.run(connection, "INSERT INTO item VALUES (1, 2)");
        var before = accounts();
        var items = Tables.dump(connection, "item");
        Phase1 branch = new Phase1(connection, metas);
        branch.delete("item", "WHERE id = 1");
        branch.delete("account", "WHERE id = 2");
        branch.insert("account", "INSERT INTO account VALUES (5, 0, '', 105)", "WHERE id = 5");
        branch.insert("item", "INSERT INTO item VALUES (2, 5), (3, 5)", "WHERE id IN (2, 3)");
        branch.update("account", "u = 999", "WHERE id = 1", "u");
        branch.update("account", "u = 101", "WHERE id = 5", "u");
        branch.update("account", "u = 105", "WHERE id = 1", "u");
        branch.commit(XID, BRANCH);

        assertThat(undo()).isEqualTo(new Undone());

        assertThat(accounts()).isEqualTo(before);
        assertThat(Tables.dump(connection, "item")).isEqualTo(items);
    }

    @Test
    void rowsThatMoveIntoEachOthersPlaceMoveBackInTheOrderThatWorks() throws SQLException {
        Tables.run(connection, "UPDATE account SET u = 103 WHERE id = 3");
        var before = accounts();
        for (int step : new int[] {100, 1, -1}) {
            Phase1 branch = new Phase1(connection, metas);
            if (branch.update("account", "u = u + " + step, "WHERE id > 0", "u")) {
                branch.commit(XID, BRANCH);

                assertThat(undo()).isEqualTo(new Undone());
            } else {
                connection.rollback(); // this database checks row by row
            }
            assertThat(accounts()).isEqualTo(before);
        }
    }

    @Test
    void aForeignValueIsReportedAndNothingIsTouched() throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = 11", "WHERE id = 1", "a");
        branch.delete("account", "WHERE id = 2");
        branch.insert("account", "INSERT INTO account VALUES (4, 40, 'four', NULL)", "WHERE id = 4");
        branch.commit(XID, BRANCH);
        Tables.run(
                connection,
                "UPDATE account SET a = 12, b = 'free' WHERE id = 1",
                "INSERT INTO account VALUES (2, 0, 'two', 102)",
                "DELETE FROM account WHERE id = 4");
        var dirty = accounts();

        UndoResult result = undo();

        assertThat(result).isInstanceOf(Dirty.class);
        assertThat(((Dirty) result).report().lines().map(UndoContract::withoutTable))
                .contains("[1] a: before 10 / ours 11 / now 12", "[2] a: before 20 / ours (no row) / now 0")
                .noneMatch(line -> line.startsWith("[4] ")) // gone is as it was before
                .noneMatch(line -> line.startsWith("[1] b")); // not ours
        assertThat(accounts()).isEqualTo(dirty);
        assertThat(undoRows()).hasSize(1);
    }

    private static String withoutTable(String line) {
        String rest = line.substring(line.indexOf('['));
        int column = rest.indexOf("] ") + 2;
        return rest.substring(0, column)
                + rest.substring(column, column + 1).toLowerCase(java.util.Locale.ROOT)
                + rest.substring(column + 1);
    }

    @Test
    void rowsThatAreBackAlreadyAreSkippedOneByOne() throws SQLException {
        var before = accounts();
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = a + 1", "WHERE id < 4", "a");
        branch.commit(XID, BRANCH);
        Tables.run(connection, "UPDATE account SET a = 20 WHERE id = 2");

        assertThat(undo()).isEqualTo(new Undone());

        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void aRowThatIsOnlyPartlyBackIsDirtyWhicheverStatementTouchedThePart() throws SQLException {
        for (String part : List.of("a = 10", "b = 'one'")) {
            Phase1 branch = new Phase1(connection, metas);
            branch.update("account", "a = 11", "WHERE id = 1", "a");
            branch.update("account", "b = 'ours'", "WHERE id = 1", "b");
            branch.commit(XID, BRANCH);
            Tables.run(connection, "UPDATE account SET " + part + " WHERE id = 1");
            var theirs = accounts();

            assertThat(undo()).isInstanceOf(Dirty.class);

            assertThat(accounts()).isEqualTo(theirs);
            Tables.run(connection, "DELETE FROM undo_log", "UPDATE account SET a = 10, b = 'one' WHERE id = 1");
        }
    }

    @Test
    void columnsTheBranchDidNotTouchKeepForeignValues() throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = 11", "WHERE id = 1", "a");
        branch.commit(XID, BRANCH);
        Tables.run(connection, "UPDATE account SET b = 'theirs' WHERE id = 1");

        assertThat(undo()).isEqualTo(new Undone());

        assertThat(accounts().get("1")).containsValues("10", "theirs");
    }

    @Test
    void aUniqueKeyTakenByOthersIsRefusedForGood() throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        branch.delete("account", "WHERE id = 1");
        branch.update("account", "a = 0", "WHERE id = 2", "a");
        branch.commit(XID, BRANCH);
        Tables.run(connection, "INSERT INTO account VALUES (9, 0, 'thief', 101)");
        var taken = accounts();

        UndoResult result = undo();

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).reason()).hasMessageStartingWith("ASN-4314: ");
        assertThat(accounts()).isEqualTo(taken);
        assertThat(undoRows()).hasSize(1);
        Tables.run(connection, "DELETE FROM account WHERE id = 9");
        assertThat(undo()).isEqualTo(new Undone());
    }

    @Test
    void aSecondUndoFindsNothingAndMarksIt() throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = 11", "WHERE id = 1", "a");
        branch.commit(XID, BRANCH);
        undo();
        var before = accounts();

        assertThat(undo()).isEqualTo(new NothingToUndo());
        assertThat(undo()).isEqualTo(new NothingToUndo());

        assertThat(accounts()).isEqualTo(before);
        assertThat(Tables.column(connection, "SELECT log_status FROM undo_log")).containsExactly("1");
    }

    @Test
    void aLocalCommitAfterTheRollbackFails() throws SQLException {
        var before = accounts();
        assertThat(undo()).isEqualTo(new NothingToUndo());
        Phase1 late = new Phase1(connection, metas);
        late.update("account", "a = 11", "WHERE id = 1", "a");

        assertThatThrownBy(() -> late.commit(XID, BRANCH))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("ASN-2301: ")
                .extracting("SQLState")
                .isEqualTo("25S03");

        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void aLocalCommitBetweenOurLookAndOurMarkIsUndone() throws SQLException {
        var before = accounts();
        try (Connection other = connect()) {
            Phase1 branch = new Phase1(other, metas);
            branch.update("account", "a = 11", "WHERE id = 1", "a");
            Connection raced = Interrupted.before(connection, "INSERT INTO undo_log", () -> branch.commit(XID, BRANCH));

            assertThat(log.undo(raced, XID, BRANCH, null)).isEqualTo(new Undone());
        }

        assertThat(accounts()).isEqualTo(before);
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void aRowThatIsLockedIsAskedForAgain() throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = 11", "WHERE id < 3", "a");
        branch.commit(XID, BRANCH);
        var ours = accounts();
        try (Connection other = connect()) {
            other.setAutoCommit(false);
            Tables.run(other, "UPDATE account SET b = 'held' WHERE id = 2");
            Tables.run(connection, shortLockTimeout());

            assertThatThrownBy(this::undo).isInstanceOf(SQLException.class);

            other.rollback();
        }
        assertThat(accounts()).isEqualTo(ours);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(undo()).isEqualTo(new Undone());
    }

    @Test
    void aTableThatNoLongerFitsIsRefusedAndOneThatGrewIsNot() throws SQLException {
        Phase1 branch = new Phase1(connection, metas);
        branch.delete("account", "WHERE id = 1");
        branch.commit(XID, BRANCH);
        Tables.run(connection, "ALTER TABLE account ADD COLUMN c INT DEFAULT 5");
        Tables.run(connection, "ALTER TABLE account DROP COLUMN b");

        UndoResult result = undo();

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).reason()).hasMessageStartingWith("ASN-4313: ");
        Tables.run(connection, "ALTER TABLE account ADD COLUMN b VARCHAR(40)");
        assertThat(undo()).isEqualTo(new Undone());
        assertThat(accounts().get("1")).containsValues("10", "one", "101", "5");
    }

    @Test
    void onlyTheNamedPairsAreDeleted() throws SQLException {
        Xid other = new Xid("10.0.0.5:8091:99");
        for (Xid xid : List.of(XID, other)) {
            for (long branch : new long[] {1, 2}) {
                Phase1 work = new Phase1(connection, metas);
                work.update("account", "a = a + 1", "WHERE id = 1", "a");
                work.commit(xid, new BranchId(branch));
            }
        }

        log.delete(connection, List.of(new Branch(XID, new BranchId(1)), new Branch(other, new BranchId(2))));

        assertThat(Tables.column(connection, "SELECT concat(xid, '/', branch_id) FROM undo_log ORDER BY 1"))
                .containsExactly(XID + "/2", other + "/1");
    }

    @Test
    void manyRowsAreUndoneInBlocks() throws SQLException {
        int rows = 1234;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO account VALUES (?, ?, ?, NULL)")) {
            for (int id = 10; id < 10 + rows; id++) {
                insert.setInt(1, id);
                insert.setInt(2, id);
                insert.setString(3, id % 3 == 0 ? null : "row " + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        var before = accounts();
        Phase1 branch = new Phase1(connection, metas);
        branch.update("account", "a = a + 1, b = 'x'", "WHERE id >= 10", "a", "b");
        branch.delete("account", "WHERE id >= 10 AND id < 900");
        branch.commit(XID, BRANCH);

        assertThat(undo()).isEqualTo(new Undone());

        assertThat(accounts()).isEqualTo(before);
    }

    @Test
    void aRecordThatCannotBeReadIsRefusedNotSkipped() throws SQLException {
        Map<String, String> contexts = Map.of(
                "serializer=kryo&compressorType=NONE", "ASN-4311: ",
                "serializer=jackson&compressorType=LZ4", "ASN-4341: ",
                "serializer=jackson&compressorType=NONE", "ASN-4342: ",
                "serializer=assent&version=2&compressorType=NONE&crc32c=00000000", "ASN-4310: ",
                "serializer=assent&version=1&compressorType=NONE&crc32c=00000000", "ASN-4310: ");
        for (Map.Entry<String, String> context : contexts.entrySet()) {
            Phase1 branch = new Phase1(connection, metas);
            branch.update("account", "a = 11", "WHERE id = 1", "a");
            branch.commit(XID, BRANCH);
            Tables.run(connection, "UPDATE undo_log SET context = '" + context.getKey() + "'");

            UndoResult result = undo();

            assertThat(result).isInstanceOf(Refused.class);
            assertThat(((Refused) result).reason()).hasMessageStartingWith(context.getValue());
            Tables.run(connection, "DELETE FROM undo_log");
        }
    }

    @Test
    void oldMarksArePurgedAndUndoRowsNever() throws SQLException {
        long[] branches = {1, 2, 3, 4};
        for (long branch : branches) {
            if (branch <= 2) {
                log.undo(connection, XID, new BranchId(branch), null); // finds nothing, and leaves a mark
            } else {
                Phase1 work = new Phase1(connection, metas);
                work.update("account", "a = a + 1", "WHERE id = 1", "a");
                work.commit(XID, new BranchId(branch));
            }
        }
        Tables.run(
                connection,
                "UPDATE undo_log SET log_created = TIMESTAMP '2020-01-01 00:00:00' WHERE branch_id IN (1, 3)");

        assertThat(log.purge(connection, 7, shortWait())).isEqualTo(1);
        assertThat(Tables.column(connection, "SELECT branch_id FROM undo_log ORDER BY 1"))
                .containsExactly("2", "3", "4");
    }

    /** A row that another session holds is no reason to hold a thread. */
    @Test
    void whatAnotherSessionHoldsIsLeftForTheNextTime() throws SQLException {
        String usual = Tables.column(connection, lockTimeout()).get(0);
        Phase1 work = new Phase1(connection, metas);
        work.update("account", "a = a + 1", "WHERE id = 1", "a");
        work.commit(XID, BRANCH);
        try (Connection other = connect()) {
            other.setAutoCommit(false);
            Tables.column(other, "SELECT a FROM account WHERE id = 1 FOR UPDATE");
            for (Duration wait : List.of(Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(1))) {
                LockWait most = LockWait.atMost(metas.dialect(), wait);
                assertThatThrownBy(() -> log.undo(connection, XID, BRANCH, null, most))
                        .isInstanceOf(SQLException.class);
                assertThat(Tables.column(connection, lockTimeout())).containsExactly(usual);
            }
            other.rollback();
        }

        assertThat(log.undo(connection, XID, BRANCH, null, shortWait())).isEqualTo(new Undone());
        assertThat(Tables.column(connection, lockTimeout())).containsExactly(usual);
        assertThat(connection.getAutoCommit()).isTrue();
    }

    private LockWait shortWait() {
        return LockWait.atMost(metas.dialect(), Duration.ofSeconds(1));
    }

    @Test
    void aMissingUndoTableIsSaid() throws SQLException {
        log.check(connection);
        Tables.run(connection, "DROP TABLE undo_log");

        assertThatThrownBy(() -> log.check(connection)).hasMessageStartingWith("ASN-4316: ");
    }

    protected final UndoResult undo() throws SQLException {
        return log.undo(connection, XID, BRANCH, null);
    }

    protected final Map<String, Map<String, String>> accounts() throws SQLException {
        return Tables.dump(connection, "account");
    }

    private List<String> undoRows() throws SQLException {
        return Tables.column(connection, "SELECT branch_id FROM undo_log");
    }
}
