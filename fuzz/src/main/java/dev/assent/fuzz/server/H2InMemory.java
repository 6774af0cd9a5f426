package dev.assent.fuzz.server;

import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** H2 in memory: a new database each time, which goes with its last connection. */
final class H2InMemory implements Databases {
    private static final String USER = "sa";

    private final Map<String, Connection> owners = new HashMap<>();
    private final long number = System.nanoTime();
    private int made;

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Override
    public Place ours() throws SQLException {
        return fresh("ours");
    }

    @Override
    public Place plain() throws SQLException {
        return fresh("plain");
    }

    private Place fresh(String name) throws SQLException {
        close(owners.remove(name));
        String url = "jdbc:h2:mem:" + name + number + "x" + made++ + ";LOCK_TIMEOUT=50";
        Connection owner = DriverManager.getConnection(url, USER, "");
        owners.put(name, owner);
        Place place = new Place(DatabaseKind.H2, "PUBLIC", url, USER, owner);
        place.createUndoTable();
        return place;
    }

    @Override
    public void close() throws SQLException {
        for (Connection owner : owners.values()) {
            close(owner);
        }
        owners.clear();
    }

    private static void close(@org.jspecify.annotations.Nullable Connection owner) throws SQLException {
        if (owner != null && !owner.isClosed()) {
            Place.execute(owner, "SHUTDOWN IMMEDIATELY");
        }
    }
}
