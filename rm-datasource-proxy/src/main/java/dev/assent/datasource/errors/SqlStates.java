package dev.assent.datasource.errors;

import dev.assent.model.AssentException;
import java.sql.SQLException;
import java.util.Set;

/** What a driver's error says about the local transaction. */
public final class SqlStates {
    private static final int ER_CHECKREAD = 1020;
    private static final int ER_CHECK_NOT_IMPLEMENTED = 1178;
    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;
    private static final int ER_LOCK_TABLE_FULL = 1206;
    /** PostgreSQL's lock_not_available, and H2's time-out of a lock. */
    private static final Set<String> LOCKED = Set.of("55P03", "HYT00");

    private static final Set<Integer> ENDED = Set.of(ER_CHECKREAD, ER_LOCK_TABLE_FULL);

    private SqlStates() {}

    /** The database itself refused the commit: a constraint checked late (class 23), or a rollback (class 40, 25). */
    public static boolean surelyNotCommitted(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("23") || state.equals("25P02") || endedTheTransaction(error);
    }

    /**
     * The database rolled the whole local transaction back: class 40 of its own, except 40003, where the outcome is
     * unknown; and two errors of MariaDB's and MySQL's engine that have no state. PostgreSQL may still return to a
     * savepoint.
     */
    public static boolean endedTheTransaction(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        boolean ended = state.startsWith("40") && !state.equals("40003");
        return (ended || ENDED.contains(error.getErrorCode())) && !isOurs(error);
    }

    /** MariaDB and MySQL take back the statement, or with {@code innodb_rollback_on_timeout} the local transaction. */
    public static boolean mayHaveEndedTheTransaction(SQLException error) {
        return error.getErrorCode() == ER_LOCK_WAIT_TIMEOUT && !isOurs(error);
    }

    /** A lock was not free in time, or the database ended this local transaction since others wait for its locks. */
    public static boolean isHeldUp(SQLException error) {
        return endedTheTransaction(error)
                || mayHaveEndedTheTransaction(error)
                || LOCKED.contains(String.valueOf(error.getSQLState()));
    }

    /** MariaDB and MySQL: the transaction has read a table whose engine has no savepoints. */
    public static boolean hasNoSavepoints(SQLException error) {
        return error.getErrorCode() == ER_CHECK_NOT_IMPLEMENTED && !isOurs(error);
    }

    /** A name that means nothing, or a privilege that the user has not. */
    public static boolean isNoSuchThing(SQLException error) {
        return String.valueOf(error.getSQLState()).startsWith("42") && !isOurs(error);
    }

    /** It says something of the rows or their locks, not of what the tables are. */
    public static boolean isOfTheRows(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("23") || state.startsWith("40") || isHeldUp(error) || isOurs(error);
    }

    private static boolean isOurs(SQLException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AssentException) {
                return true;
            }
        }
        return false;
    }
}
