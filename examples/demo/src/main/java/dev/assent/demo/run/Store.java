package dev.assent.demo.run;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.datasource.AtDataSource;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What one service stands on: its database, its pool, its connection to the coordinator. */
final class Store implements AutoCloseable {
    /** For phase two, which has a thread pool of its own. */
    private static final int MORE_CONNECTIONS = 10;

    private final HikariDataSource pool;
    private final AssentClient client;
    private final AtDataSource data;

    private Store(HikariDataSource pool, AssentClient client, AtDataSource data) {
        this.pool = pool;
        this.client = client;
        this.data = data;
    }

    /** Creates the service's tables and the undo log in an empty database. */
    static Store open(Database database, String coordinator, int concurrency) throws SQLException {
        HikariDataSource pool = database.pool(concurrency + MORE_CONNECTIONS);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            run(statement, "/dev/assent/demo/shop/" + database.name() + ".sql", database.kind());
            run(statement, "/dev/assent/datasource/undo/" + undoLogOf(database.kind()), database.kind());
        }
        AssentClient client = AssentClient.connect(ClientOptions.to(coordinator, database.name() + "-service"));
        return new Store(pool, client, AtDataSource.wrap(pool, client));
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

    /** For services: part of global transactions. */
    DataSource data() {
        return data;
    }

    /** For opening and audit: past Assent. */
    DataSource plain() {
        return pool;
    }

    AssentClient client() {
        return client;
    }

    String resourceId() {
        return data.resource().resourceId();
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }
}
