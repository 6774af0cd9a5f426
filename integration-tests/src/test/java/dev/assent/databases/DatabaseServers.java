package dev.assent.databases;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One server of each kind, started when the first test wants it; all of them and their files go when it is closed. */
public final class DatabaseServers implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int LETTERS = 26;

    private final RunDirectory run = RunDirectory.create("assent-tests");
    private final Map<DatabaseKind, DatabaseServer> running = new EnumMap<>(DatabaseKind.class);
    private final Map<DatabaseKind, Database> emptied = new EnumMap<>(DatabaseKind.class);
    private int databases;

    /** A new database. The test is skipped where no server of that kind can run. */
    public synchronized Database fresh(DatabaseKind kind) {
        requireThatItRuns(kind);
        DatabaseServer server = running.computeIfAbsent(kind, absent -> absent.startWithoutForcing(run));
        databases++;
        return server.create("test" + letter(databases / LETTERS) + letter(databases % LETTERS));
    }

    /** The one database that tests use in turn, with nothing in it. */
    public synchronized DataSource emptied(DatabaseKind kind) throws SQLException {
        Database database = emptied.computeIfAbsent(kind, this::fresh);
        DataSource direct = direct(database);
        try (Connection connection = direct.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS); // somebody may have left a lock
            for (String sql : emptying(database)) {
                statement.execute(sql);
            }
        }
        return direct;
    }

    private static List<String> emptying(Database database) {
        return switch (database.kind()) {
            case H2 -> List.of("drop all objects");
            case POSTGRES -> List.of("drop schema public cascade", "create schema public");
            case MARIADB -> List.of("drop database " + database.name(), "create database " + database.name());
        };
    }

    private static DataSource direct(Database database) throws SQLException {
        switch (database.kind()) {
            case POSTGRES -> {
                PGSimpleDataSource direct = new PGSimpleDataSource();
                direct.setUrl(database.url());
                direct.setUser(database.user());
                return direct;
            }
            case MARIADB -> {
                MariaDbDataSource direct = new MariaDbDataSource(database.url());
                direct.setUser(database.user());
                return direct;
            }
            default -> {
                JdbcDataSource direct = new JdbcDataSource();
                direct.setURL(database.url());
                direct.setUser(database.user());
                return direct;
            }
        }
    }

    private static char letter(int index) {
        return (char) ('a' + index);
    }

    /** Skips the test where no server of that kind can run. */
    public static void requireThatItRuns(DatabaseKind kind) {
        assumeThat(kind == DatabaseKind.H2 || isLinux())
                .as("%s is tested on Linux on x86-64 with glibc only", kind)
                .isTrue();
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
    }

    @Override
    public synchronized void close() {
        running.values().forEach(DatabaseServer::close);
        run.close();
    }
}
