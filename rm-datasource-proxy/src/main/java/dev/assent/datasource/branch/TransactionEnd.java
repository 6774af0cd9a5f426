package dev.assent.datasource.branch;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.SqlStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finds out whether an error has ended the local transaction of a connection, and not just the statement that met it. */
record TransactionEnd(Dialect dialect, Connection driver) {
    boolean isShownBy(SQLException error) {
        return SqlStates.endedTheTransaction(error)
                || (SqlStates.mayHaveEndedTheTransaction(error) && lockTimeoutsEndIt(error));
    }

    /** True as well if the database does not say. */
    private boolean lockTimeoutsEndIt(SQLException error) {
        Optional<String> setting = dialect.lockTimeoutsEndTransactions();
        if (setting.isEmpty()) {
            return false;
        }
        try (Statement statement = driver.createStatement();
                ResultSet row = statement.executeQuery(setting.get())) {
            return !row.next() || row.getBoolean(1);
        } catch (SQLException e) {
            error.addSuppressed(e);
            return true;
        }
    }
}
