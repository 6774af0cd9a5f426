package dev.assent.demo.services;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.AssentClient;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The database of one service: its connection pool, its data source and its client. */
public final class Store implements AutoCloseable {
    private final HikariDataSource pool;
    private final AssentClient client;
    private final AtDataSource data;
    private final String resourceId;

    private Store(HikariDataSource pool, AssentClient client, AtDataSource data, String resourceId) {
        this.pool = pool;
        this.client = client;
        this.data = data;
        this.resourceId = resourceId;
    }

    /**
     * Creates tables and undo log in an empty database.
     *
     * @param tables the service whose tables are created: orders, stock or account
     */
    public static void createTables(Database database, String tables) throws SQLException {
        try (HikariDataSource pool = database.pool(1);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            run(statement, "/dev/assent/demo/shop/" + tables + ".sql", database.kind());
            run(statement, "/dev/assent/datasource/undo/" + undoLogOf(database.kind()), database.kind());
        }
    }

    /**
     * Opens the database and registers it with the coordinator, so that it takes part in global transactions.
     *
     * @param connections the largest number of connections; phase two has a thread pool of its own
     * @param client stays open when the store is closed
     */
    public static Store join(Database database, AssentClient client, int connections, AtOptions options, Wiring wiring)
            throws SQLException {
        HikariDataSource pool = database.pool(connections);
        AtDataSource data = new AtDataSource(pool, wiring.branches(client), options);
        client.register(wiring.resource(data.resource()));
        return new Store(pool, client, data, data.resource().resourceId());
    }

    /**
     * Opens the database for an audit: it is not registered, so the coordinator delivers no outcome here.
     *
     * @param theirs the same database under the URL that the service uses, which names the resource of its locks
     */
    public static Store watch(Database database, Database theirs, AssentClient client) throws SQLException {
        try (HikariDataSource theirPool = theirs.pool(1)) {
            String resourceId = new AtDataSource(theirPool, client).resource().resourceId();
            HikariDataSource pool = database.pool(2);
            return new Store(pool, client, new AtDataSource(pool, client), resourceId);
        }
    }

    private static String undoLogOf(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> "undo_log-h2.sql";
            case POSTGRES -> "undo_log-postgresql.sql";
            case MARIADB -> "undo_log-mysql.sql";
        };
    }

    private static void run(Statement statement, String resource, DatabaseKind kind) throws SQLException {
        try (InputStream script = Store.class.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IllegalStateException("Expected " + resource + " on the class path");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (String sql : text.replaceAll("(?m)--.*$", "").split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql.replace("${generated key}", kind.generatedKey()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data source for services: its connections take part in global transactions. */
    public DataSource data() {
        return data;
    }

    /** The data source for set-up and audit: its connections do not go through Assent. */
    public DataSource plain() {
        return pool;
    }

    AssentClient client() {
        return client;
    }

    public String resourceId() {
        return resourceId;
    }

    /** Finds the rows of a table that the coordinator holds a lock on. */
    public HeldRows held(String table) {
        return new HeldRows(client, resourceId(), table);
    }

    /** How many connections of the pool are in use. */
    public int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** The one number that a query finds, read directly and not through Assent. */
    public long number(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs a statement directly, not through Assent. */
    public void run(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
