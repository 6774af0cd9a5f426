package dev.assent.datasource;

import java.sql.SQLException;

/** What a driver's error says about the local transaction. */
final class SqlStates {
    private SqlStates() {}

    /** The database itself refused the commit: a constraint checked late (class 23), or a rollback (class 40, 25). */
    static boolean surelyNotCommitted(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("23") || state.equals("25P02") || endedTheTransaction(error);
    }

    /** The database rolled the whole local transaction back (class 40, except 40003, where the outcome is unknown). */
    static boolean endedTheTransaction(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("40") && !state.equals("40003");
    }
}
