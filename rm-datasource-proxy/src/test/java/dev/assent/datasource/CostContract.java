package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.XidContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a local transaction costs: round trips to the database and to the coordinator, counted. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class CostContract extends AtContract {
    private static final int PURCHASES = 5;

    private int made;

    /**
     * One question about the session, where temporary tables are asked for by name one for each further table, and what undo logging cannot do without: a read before and one after the change, one
     * of the inserted row, and the undo record. The catalogue is read once a second, so not by each of these.
     */
    @Test
    void aLocalTransactionMakesOneTripMoreThanUndoLoggingNeeds() throws SQLException {
        CountingSource counted = new CountingSource(target());
        AtDataSource at = new AtDataSource(counted, branches);
        purchase(at);
        counted.taken();

        List<String> trips = Stream.generate(() -> tripsOf(at, counted))
                .limit(PURCHASES)
                .min(Comparator.comparing(List::size))
                .orElseThrow();

        List<String> expected = new ArrayList<>(List.of(
                "setAutoCommit false",
                "session",
                "image of account",
                "UPDATE",
                "image of account",
                "INSERT",
                "image of stock",
                "undo record",
                "commit",
                "setAutoCommit true"));
        if (updatesReturnRows()) {
            expected.remove(expected.lastIndexOf("image of account"));
        }
        if (insertsReturnRows()) {
            expected.remove("image of stock");
        }
        if (temporaryTablesAreAskedForByName()) {
            expected.add(expected.indexOf("INSERT"), "session");
        }
        assertThat(trips.stream().map(CostContract::kind)).as("%s", trips).isEqualTo(expected);
        assertThat(branches.registered()).as("coordinator trips").hasSize(1 + PURCHASES);
    }

    /** Nothing changes a description under a lock: what one has asked since then is true for the other. */
    @Test
    void whatAnotherHasAskedSinceTheLockNeedNotBeAskedAgain() throws SQLException {
        CountingSource counted = new CountingSource(target());
        AtDataSource at = new AtDataSource(counted, branches);

        assertThat(askedBy(at, counted, first -> {}, second -> {})).isTrue();
        assertThat(askedBy(at, counted, first -> {}, second -> change(at, 2))).isFalse();
        assertThat(askedBy(at, counted, first -> change(at, 2), second -> {})).isTrue();
    }

    /** One that had its lock when another asked still has it when its undo record is written. */
    @Test
    void whatIsKnownFromAnotherIsPassedOn() throws SQLException {
        CountingSource counted = new CountingSource(target());
        AtDataSource at = new AtDataSource(counted, branches);

        try (Connection between = at.getConnection()) {
            assertThat(askedBy(
                            at,
                            counted,
                            first -> {
                                changeLater(between, 3);
                                change(at, 2);
                            },
                            second -> commitLater(between)))
                    .isFalse();
        }
    }

    /** Its lock may have been released with the savepoint. */
    @Test
    void whatWasAskedBeforeAReturnToASavepointIsAskedAgain() throws SQLException {
        CountingSource counted = new CountingSource(target());
        AtDataSource at = new AtDataSource(counted, branches);
        List<Savepoint> before = new ArrayList<>();

        assertThat(askedBy(
                        at,
                        counted,
                        first -> {
                            Style.PREPARED.update(first, "UPDATE account SET balance = 1 WHERE id = ?", 3);
                            before.add(first.setSavepoint());
                        },
                        second -> {
                            change(at, 2);
                            second.rollback(before.get(0));
                        }))
                .isTrue();
    }

    private static void changeLater(Connection c, int account) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(OTHER)) {
            c.setAutoCommit(false);
            update(c, account);
        }
    }

    private static void commitLater(Connection c) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(OTHER)) {
            c.commit();
            c.setAutoCommit(true);
        }
    }

    /** A return to a savepoint may release the lock. */
    @Test
    void whatWasAskedBeforeALockWasTakenAgainIsAskedAgain() throws SQLException {
        CountingSource counted = new CountingSource(target());
        AtDataSource at = new AtDataSource(counted, branches);

        assertThat(askedBy(
                        at,
                        counted,
                        first -> {
                            Savepoint before = first.setSavepoint();
                            update(first, 1);
                            change(at, 2);
                            first.rollback(before);
                        },
                        second -> {}))
                .isTrue();
    }

    /** A transaction that sees the catalogue as it was when it began can say nothing about it. */
    @Test
    void whatAnOldSnapshotSaysIsNotTrueForOthers() throws SQLException {
        CountingSource counted = new CountingSource(target());
        AtDataSource at = new AtDataSource(counted, branches);

        assertThat(askedBy(at, counted, first -> {}, second -> change(at, 2, Connection.TRANSACTION_REPEATABLE_READ)))
                .isEqualTo(snapshotsHoldTheCatalogue());
    }

    /** Whether a snapshot of a transaction holds the catalogue too. */
    protected boolean snapshotsHoldTheCatalogue() {
        return false;
    }

    /** Whether a transaction that has changed account 1 asks about the table. */
    private boolean askedBy(AtDataSource at, CountingSource counted, Work before, Work after) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at.getConnection()) {
            c.setAutoCommit(false);
            before.with(c);
            update(c, 1);
            after.with(c);
            counted.taken();
            c.commit();
            c.setAutoCommit(true);
        }
        String record = counted.taken().get(0);
        assertThat(kind(record)).isEqualTo("undo record");
        return record.contains(") = ?");
    }

    private static void change(AtDataSource at, int account) throws SQLException {
        change(at, account, Connection.TRANSACTION_READ_COMMITTED);
    }

    private static void change(AtDataSource at, int account, int isolation) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(OTHER);
                Connection c = at.getConnection()) {
            c.setTransactionIsolation(isolation);
            c.setAutoCommit(false);
            update(c, account);
            c.commit();
            c.setAutoCommit(true);
        }
    }

    private static void update(Connection c, int account) throws SQLException {
        Style.PREPARED.update(c, "UPDATE account SET balance = balance - ? WHERE id = ?", 1, account);
    }

    /** Whether an UPDATE returns the rows it has changed, so that they need not be read again. */
    protected boolean updatesReturnRows() {
        return false;
    }

    /** Whether the question about the session says of one table alone whether a temporary one hides it. */
    protected boolean temporaryTablesAreAskedForByName() {
        return false;
    }

    /** Whether an INSERT returns the rows it has stored. */
    protected boolean insertsReturnRows() {
        return false;
    }

    private List<String> tripsOf(AtDataSource at, CountingSource counted) {
        try {
            purchase(at);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return counted.taken();
    }

    private static String kind(String trip) {
        String sql = trip.replace("\"", "").replace("`", "");
        if (sql.startsWith("INSERT INTO undo_log")) {
            return "undo record";
        }
        if (sql.startsWith("INSERT") || sql.startsWith("UPDATE")) {
            return sql.substring(0, "INSERT".length());
        }
        for (String table : List.of("account", "stock")) {
            if (sql.matches("(?is)SELECT .*\\sFROM (\\w+\\.)?" + table + "\\s.*")) {
                return "image of " + table;
            }
        }
        return sql.startsWith("SELECT") ? "session" : sql;
    }

    private void purchase(AtDataSource at) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at.getConnection()) {
            c.setAutoCommit(false);
            try (PreparedStatement s = c.prepareStatement("UPDATE account SET balance = balance - ? WHERE id = ?")) {
                set(s, 1, 1);
                s.executeUpdate();
            }
            try (PreparedStatement s = c.prepareStatement("INSERT INTO stock VALUES (?, ?, ?)")) {
                set(s, "east", made++, 1);
                s.executeUpdate();
            }
            c.commit();
            c.setAutoCommit(true);
        }
    }
}
