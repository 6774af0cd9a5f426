package dev.assent.testkit;

import dev.assent.datasource.AtDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractAssert;

/**
 * What a test expects to be left. Each assertion first lets the coordinator and the services do what is left to do at the
 * time that the test's clock shows.
 */
public final class AssentKitAssert extends AbstractAssert<AssentKitAssert, AssentKit> {
    AssentKitAssert(AssentKit kit) {
        super(kit, AssentKitAssert.class);
    }

    /** Nothing is open, no row is locked, and no undo row is left in the databases of the kit's services. */
    public AssentKitAssert leavesNothing() {
        return hasNothingOpen().hasNoLocks().hasNoUndoRows();
    }

    /** No transaction is open or has a branch that has not got the outcome. */
    public AssentKitAssert hasNothingOpen() {
        List<ObservedTransaction> open = seen().openTransactions();
        if (!open.isEmpty()) {
            failure("no transaction to be open, but %d are".formatted(open.size()), open);
        }
        return this;
    }

    /** No row is locked for a global transaction. */
    public AssentKitAssert hasNoLocks() {
        int rows = seen().lockedRows();
        if (rows > 0) {
            failure("no row to be locked, but %d are".formatted(rows), seen().openTransactions());
        }
        return this;
    }

    /** The undo log of each database that a service of the kit has is empty. */
    public AssentKitAssert hasNoUndoRows() {
        seen().services().forEach(service -> service.databases().forEach(this::hasNoUndoRowsIn));
        return this;
    }

    /**
     * The undo log of this database is empty; its table is {@code undo_log}. Markers, which a rollback of a branch without
     * changes may leave, do not count.
     */
    public AssentKitAssert hasNoUndoRowsIn(DataSource database) {
        seen().settle();
        DataSource target = database instanceof AtDataSource at ? at.target() : database;
        try (Connection connection = target.getConnection();
                Statement statement = connection.createStatement()) {
            if (!hasUndoLog(connection)) {
                return this;
            }
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM undo_log WHERE log_status = 0")) {
                rows.next();
                if (rows.getInt(1) > 0) {
                    failure(
                            "no undo row in %s, but there are %d"
                                    .formatted(connection.getMetaData().getURL(), rows.getInt(1)),
                            seen().transactions());
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("Expected to read the undo log, but got: " + e.getMessage(), e);
        }
        return this;
    }

    private static boolean hasUndoLog(Connection connection) throws SQLException {
        for (String spelling : List.of("UNDO_LOG", "undo_log")) {
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), connection.getSchema(), spelling, null)) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private AssentKit seen() {
        isNotNull();
        return actual;
    }

    private void failure(String what, List<ObservedTransaction> seen) {
        String stories = seen.stream()
                .map(each -> each + ":" + System.lineSeparator() + String.join(System.lineSeparator(), each.story()))
                .collect(Collectors.joining(System.lineSeparator()));
        failWithMessage("%s", "Expected %s.%n%s".formatted(what, stories));
    }
}
