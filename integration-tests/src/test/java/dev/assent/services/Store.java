package dev.assent.services;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.AssentClient;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.datasource.table.Dialect;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database of a service: its pool, and its AT data source over the service's client. */
public final class Store implements AutoCloseable {
    private final HikariDataSource pool;
    private final AssentClient client;
    private final AtDataSource data;

    private Store(HikariDataSource pool, AssentClient client, AtDataSource data) {
        this.pool = pool;
        this.client = client;
        this.data = data;
    }

    /**
     * @param database empty; gets the tables and an undo log
     * @param tables which of the demo's shop: orders, stock or account
     * @param client stays open when the store is closed
     */
    public static Store open(Database database, String tables, AssentClient client, AtOptions options, Wiring wiring)
            throws SQLException {
        HikariDataSource pool = database.pool(20);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : UndoLog.ddl(Dialect.of(connection))) {
                statement.execute(sql);
            }
            for (String sql : script(tables).split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(
                            sql.replace("${generated key}", database.kind().generatedKey()));
                }
            }
        }
        AtDataSource data = new AtDataSource(pool, wiring.branches(client), options);
        client.register(wiring.resource(data.resource()));
        return new Store(pool, client, data);
    }

    private static String script(String tables) {
        String resource = "/dev/assent/demo/shop/" + tables + ".sql";
        try (InputStream script = Store.class.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IllegalStateException("Expected " + resource + " on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Part of global transactions. */
    public DataSource data() {
        return data;
    }

    /** Past Assent. */
    public DataSource plain() {
        return pool;
    }

    public String resourceId() {
        return data.resource().resourceId();
    }

    /** Those rows of a table that the coordinator holds a lock on. */
    public HeldRows held(String table) {
        return new HeldRows(client, resourceId(), table);
    }

    /** Connections that somebody has not given back. */
    public int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** The one number that a query finds, read past Assent. */
    public long number(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Past Assent. */
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
