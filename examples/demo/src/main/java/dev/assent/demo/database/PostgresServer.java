package dev.assent.demo.database;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.DemoErrors;
import dev.assent.demo.process.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL from the archive on the class path. */
final class PostgresServer {
    private static final String NAME = "PostgreSQL";
    private static final String USER = "postgres";
    static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final RunDirectory run;
    private final List<String> settings;
    private final Path home;
    private final Path data;

    private PostgresServer(RunDirectory run, List<String> settings) {
        this.run = run;
        this.settings = settings;
        this.home = run.directory("postgres");
        this.data = home.resolve("data");
    }

    /** @param settings arguments of the server, beside the usual */
    static DatabaseServer launch(RunDirectory run, List<String> settings) {
        RealServer.requireLinux(NAME);
        PostgresServer server = new PostgresServer(run, settings);
        try {
            server.unpack();
            server.initialise();
            return RealServer.launch(DatabaseKind.POSTGRES, run, "postgresql", USER, server::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DemoErrors.cannotRun(NAME, "the wait for it was interrupted");
        }
    }

    private void unpack() throws IOException, InterruptedException {
        try (@Nullable InputStream archive = PostgresServer.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw DemoErrors.noBinaries(NAME, "postgres");
            }
            Process tar = new ProcessBuilder("tar", "-x", "-C", home.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(run.log("tar").toFile())
                    .start();
            try (OutputStream files = tar.getOutputStream()) {
                new XZInputStream(archive).transferTo(files);
            }
            if (tar.waitFor() != 0) {
                throw DemoErrors.cannotRun(NAME, "'tar' could not unpack it, see " + run.log("tar"));
            }
        }
    }

    private void initialise() throws InterruptedException {
        Child initdb = run.start(
                "initdb",
                line -> false,
                command("initdb", "-A", "trust", "-U", USER, "-E", "UTF-8", "--locale=C", "-N", "-D", data.toString()));
        initdb.awaitSuccess(RealServer.PATIENCE);
        run.ended(initdb);
    }

    private Child start(int port) {
        ProcessBuilder server = command(
                "postgres",
                "-D" + data,
                "-p" + port,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-cmax_connections=300",
                "-cmax_prepared_transactions=100"); // 0 unless asked for; XA needs them
        server.command().addAll(settings);
        return run.start("postgres", line -> line.endsWith("database system is ready to accept connections"), server);
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own it does not see root, and it still owns its
     * files.
     */
    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (RealServer.isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }
}
