package dev.assent.datasource.branch;

import dev.assent.datasource.errors.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/**
 * A point in a local transaction before a statement, to go back to. MariaDB has none as soon as the transaction has read a
 * table of an engine without savepoints, which Aria's are.
 */
record PointBefore(Connection own, Optional<Savepoint> savepoint) {
    static PointBefore of(Connection own) throws SQLException {
        try {
            return new PointBefore(own, Optional.of(own.setSavepoint()));
        } catch (SQLException e) {
            if (SqlStates.hasNoSavepoints(e)) {
                return new PointBefore(own, Optional.empty());
            }
            throw e;
        }
    }

    boolean isThere() {
        return savepoint.isPresent();
    }

    /** Nothing is done where there is no such point. */
    void goBack() throws SQLException {
        if (savepoint.isPresent()) {
            own.rollback(savepoint.get());
        }
    }

    void release() throws SQLException {
        if (savepoint.isPresent()) {
            own.releaseSavepoint(savepoint.get());
        }
    }
}
