package dev.assent.fuzz.server;

import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;

/** PostgreSQL. A role {@code app} is there for statements that are subject to row-level security. */
final class PostgresDatabases implements Databases {
    private static final String LIMITS = "?options=-c%20lock_timeout=300";

    private final DatabaseServer server;
    private final Place ours;
    private final Place plain;
    private final String undoTable;

    PostgresDatabases(DatabaseServer server) throws SQLException {
        this.server = server;
        ours = place(server.create("fuzzours"));
        plain = place(server.create("fuzzplain"));
        undoTable = String.join(";", ours.undoTable());
        Place.execute(ours.owner(), "CREATE ROLE app");
        Place.execute(ours.owner(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()");
    }

    private static Place place(Database database) throws SQLException {
        Place place = new Place(
                DatabaseKind.POSTGRES, database.name(), database.url() + LIMITS, database.user(), connect(database));
        return place;
    }

    private static Connection connect(Database database) throws SQLException {
        return java.sql.DriverManager.getConnection(
                database.url() + "?options=-c%20lock_timeout=10000&prepareThreshold=0", database.user(), "");
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.POSTGRES;
    }

    @Override
    public Place ours() throws SQLException {
        return emptied(ours);
    }

    @Override
    public Place plain() throws SQLException {
        return emptied(plain);
    }

    private Place emptied(Place place) throws SQLException {
        Place.execute( // all in one request
                place.owner(),
                "SET client_min_messages = error; DROP SCHEMA IF EXISTS o CASCADE; DROP SCHEMA public CASCADE;"
                        + " CREATE SCHEMA public; "
                        + undoTable);
        return place;
    }

    @Override
    public void close() throws SQLException {
        ours.owner().close();
        plain.owner().close();
        server.close();
    }
}
