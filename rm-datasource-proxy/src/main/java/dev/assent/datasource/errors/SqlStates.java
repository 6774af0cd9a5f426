package dev.assent.datasource.errors;

import java.sql.SQLException;

/** What a driver's error says about the local transaction. */
public final class SqlStates {
    private SqlStates() {}

    /** The database itself refused the commit: a constraint checked late (class 23), or a rollback (class 40, 25). */
    public static boolean surelyNotCommitted(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("23") || state.equals("25P02") || endedTheTransaction(error);
    }

    /** The database rolled the whole local transaction back (class 40, except 40003, where the outcome is unknown). */
    public static boolean endedTheTransaction(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("40") && !state.equals("40003");
    }
}
