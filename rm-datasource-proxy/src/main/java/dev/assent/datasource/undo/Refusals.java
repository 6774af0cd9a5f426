package dev.assent.datasource.undo;

import dev.assent.datasource.errors.DataSourceErrors;
import java.sql.SQLException;
import java.util.Set;

/** Distinguishes an undo that the database will never do from one that it may do later. */
final class Refusals {
    /**
     * A value that does not fit (MariaDB), data, constraint, syntax or access, check option, raised by a routine (two dialects). Not 0A: PostgreSQL says so
     * of a plan that is older than its table, once.
     */
    private static final Set<String> FOR_GOOD = Set.of("01", "22", "23", "42", "44", "45", "P0");

    private Refusals() {}

    /** @return the error itself if trying again may help; never if not */
    static SQLException of(SQLException error, String table, String doing) {
        if (isForGood(error)) {
            throw DataSourceErrors.refusedByDatabase(table, doing, String.valueOf(error.getMessage()));
        }
        return error;
    }

    static boolean isForGood(SQLException error) {
        return FOR_GOOD.contains(stateClass(error));
    }

    static boolean isConstraint(SQLException error) {
        return stateClass(error).equals("23");
    }

    private static String stateClass(SQLException error) {
        String state = error.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
