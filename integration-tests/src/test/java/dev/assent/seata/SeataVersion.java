package dev.assent.seata;

import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A release of Seata's client, as {@code seata-clients} resolves it, and what it can. */
enum SeataVersion {
    V1_4_2("1.4.2", "io.seata", ""),
    V1_5_2("1.5.2", "io.seata", "io.seata.rm.tcc.config.TCCFenceConfig"),
    V1_8_0("1.8.0", "io.seata", "io.seata.rm.tcc.config.TCCFenceConfig"),
    V2_1_0("2.1.0", "org.apache.seata", "org.apache.seata.rm.fence.SpringFenceConfig"),
    V2_5_0("2.5.0", "org.apache.seata", "org.apache.seata.rm.fence.SpringFenceConfig");

    private static final Path CLIENTS = Path.of("..", "seata-clients").toAbsolutePath();

    private final String number;
    private final String packages;
    private final String fence;

    SeataVersion(String number, String packages, String fence) {
        this.number = number;
        this.packages = packages;
        this.fence = fence;
    }

    String packages() {
        return packages;
    }

    /** The class that sets up the fence for TCC, empty where there is none yet. */
    String fence() {
        return fence;
    }

    /** Whether its saga engine is played: one release's is enough, it is the same in all. */
    boolean playsSagas() {
        return this == V2_5_0;
    }

    boolean hasFence() {
        return !fence.isEmpty();
    }

    /** Whether its transaction template throws if a commit was too late. */
    boolean saysThatItWasTooLate() {
        return compareTo(V1_8_0) >= 0;
    }

    /** Before Java 17 was common, it made proxies by means that are closed now. */
    List<String> javaOptions() {
        return compareTo(V1_8_0) < 0 ? List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED") : List.of();
    }

    /** Releases that do not know MariaDB's driver use it as MySQL. */
    String url(Database database) {
        boolean knows = database.kind() != DatabaseKind.MARIADB || compareTo(V1_8_0) >= 0;
        return knows ? database.url() : database.url().replace("jdbc:mariadb:", "jdbc:mysql:");
    }

    String classPath() {
        return classPath("client-" + number);
    }

    /** Of one of the modules beside the driver. */
    static String classPath(String module) {
        Path file = CLIENTS.resolve(module).resolve("target").resolve("classpath");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the build to have written " + file, e);
        }
    }

    static Path driver() {
        return CLIENTS.resolve("driver");
    }

    @Override
    public String toString() {
        return "Seata " + number;
    }
}
