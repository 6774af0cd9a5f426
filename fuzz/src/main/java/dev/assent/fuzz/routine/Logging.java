package dev.assent.fuzz.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Inserts into xlog: as a trigger after a change, and as a function. */
public final class Logging implements Trigger {
    @Override
    public void fire(Connection connection, @Nullable Object[] before, @Nullable Object[] now) throws SQLException {
        insert(connection, "trigger");
    }

    /** The function. */
    public static int write(Connection connection, int value) throws SQLException {
        insert(connection, "function " + value);
        return value;
    }

    private static void insert(Connection connection, String note) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO xlog (note) VALUES ('" + note + "')");
        }
    }
}
