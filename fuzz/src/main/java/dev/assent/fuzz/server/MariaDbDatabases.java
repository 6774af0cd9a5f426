package dev.assent.fuzz.server;

import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import java.sql.DriverManager;
import java.sql.SQLException;

/** MariaDB. */
final class MariaDbDatabases implements Databases {
    private static final String LIMITS =
            "?allowMultiQueries=true&sessionVariables=innodb_lock_wait_timeout=0,lock_wait_timeout=3";

    private final DatabaseServer server;
    private final Place ours;
    private final Place plain;
    private final String undoTable;

    MariaDbDatabases(DatabaseServer server) throws SQLException {
        this.server = server;
        ours = place(server.create("fuzzours"));
        plain = place(server.create("fuzzplain"));
        undoTable = String.join(";", ours.undoTable());
        Place.execute(
                ours.owner(),
                "SET GLOBAL innodb_flush_log_at_trx_commit = 0",
                "SET GLOBAL log_bin_trust_function_creators = 1");
    }

    private static Place place(Database database) throws SQLException {
        return new Place(
                DatabaseKind.MARIADB,
                database.name(),
                database.url() + LIMITS,
                database.user(),
                DriverManager.getConnection(database.url() + "?allowMultiQueries=true", database.user(), ""));
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.MARIADB;
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
        String name = place.name();
        Place.execute( // all in one request
                place.owner(),
                "DROP DATABASE IF EXISTS %1$so; DROP DATABASE IF EXISTS %1$s; CREATE DATABASE %1$s; USE %1$s; "
                                .formatted(name)
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
