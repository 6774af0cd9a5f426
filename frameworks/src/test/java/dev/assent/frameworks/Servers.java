package dev.assent.frameworks;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** One server of each kind, started when the first test wants it. */
final class Servers implements AutoCloseable {
    private final RunDirectory run = RunDirectory.create("assent-frameworks");
    private final Map<DatabaseKind, DatabaseServer> running = new EnumMap<>(DatabaseKind.class);
    private int databases;

    /** An empty database. The test is skipped where no server of that kind can run. */
    Database fresh(DatabaseKind kind) {
        assumeThat(kind == DatabaseKind.H2 || isLinux())
                .as("%s is tested on Linux on x86-64 with glibc only", kind)
                .isTrue();
        databases++;
        return running.computeIfAbsent(kind, absent -> absent.startWithoutForcing(run))
                .create("shop" + (char) ('a' + databases / 26) + (char) ('a' + databases % 26));
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")
                && Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
    }

    @Override
    public void close() {
        running.values().forEach(DatabaseServer::close);
        run.close();
    }
}
