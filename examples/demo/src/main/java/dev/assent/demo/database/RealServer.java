package dev.assent.demo.database;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.DemoErrors;
import dev.assent.demo.process.Ports;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.IntFunction;

/** What database servers have in common: a process, a port, and databases made by SQL. */
final class RealServer implements DatabaseServer {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PORTS_TO_TRY = 5;

    private final DatabaseKind kind;
    private final RunDirectory run;
    private final Child process;
    private final String urlPrefix;
    private final String user;

    private RealServer(DatabaseKind kind, RunDirectory run, Child process, String urlPrefix, String user) {
        this.kind = kind;
        this.run = run;
        this.process = process;
        this.urlPrefix = urlPrefix;
        this.user = user;
    }

    /** Starts it on a free port; if another took that in the meantime, on the next. */
    static RealServer launch(
            DatabaseKind kind, RunDirectory run, String scheme, String user, IntFunction<Child> startOn)
            throws InterruptedException {
        for (int i = 1; ; i++) {
            int port = Ports.free();
            Child process = startOn.apply(port);
            try {
                process.awaitReady(PATIENCE);
                return new RealServer(kind, run, process, "jdbc:" + scheme + "://127.0.0.1:" + port + '/', user);
            } catch (AssentException e) {
                run.ended(process);
                if (i == PORTS_TO_TRY || !String.valueOf(e.getMessage()).contains("in use")) {
                    throw e;
                }
            }
        }
    }

    /** The binaries are linked against glibc, for x86-64. */
    static void requireLinux(String database) {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            throw DemoErrors.needsLinux(database, system);
        }
        if (!Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))) {
            throw DemoErrors.needsLinux(database, system + " without glibc");
        }
    }

    static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    @Override
    public Database create(String name) {
        if (kind == DatabaseKind.H2) { // makes a database for the first who comes
            return new Database(kind, name, urlPrefix + "./" + name + H2Server.SETTINGS, user);
        }
        String home = urlPrefix + (kind == DatabaseKind.POSTGRES ? "postgres" : "");
        try (Connection connection = DriverManager.getConnection(home, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return new Database(kind, name, urlPrefix + name, user);
        } catch (SQLException e) {
            throw new IllegalStateException("Expected " + urlPrefix + " to create database " + name, e);
        }
    }

    /** Killed, not asked: its files are deleted anyway. */
    @Override
    public void close() {
        process.kill();
        run.ended(process);
    }
}
