package dev.assent.datasource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A real database in memory, one per test, gone with its last connection. */
final class TestDb implements AutoCloseable {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final Connection open;

    TestDb() {
        try {
            open = connect();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    void run(String... statements) {
        try (Statement s = open.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    List<Object> column(String query) {
        try (Statement s = open.createStatement();
                ResultSet r = s.executeQuery(query)) {
            List<Object> values = new ArrayList<>();
            while (r.next()) {
                values.add(r.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws SQLException {
        open.close();
    }
}
