package dev.assent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the programs that are measured. The script {@code benchmarks/run} builds them and passes their directory. */
final class Installation {
    private static final String HOME = "assent.home";

    private Installation() {}

    /** What the launcher starts, as options of java. */
    static List<String> coordinator() throws IOException {
        Path target = home().resolve("tc-server/target");
        try (var files = Files.newDirectoryStream(target, "assent-tc-server-*.jar")) {
            for (Path jar : files) {
                return List.of("-jar", jar.toString());
            }
        }
        throw new IllegalStateException("Expected the coordinator's jar in " + target + ", but it was not found");
    }

    static List<String> seataClient(List<String> jvm, String address, long serverPid) throws IOException {
        Path target = home().resolve("benchmarks/seata/client/target");
        List<String> options = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        options.addAll(jvm);
        options.addAll(List.of(
                "-cp",
                target.resolve("classes") + ":" + Files.readString(target.resolve("classpath")),
                "dev.assent.benchmarks.seata.SeataLoad",
                address,
                Long.toString(serverPid)));
        return options;
    }

    /** The class path of the purchases by another transaction manager. */
    static String peer(String directory) throws IOException {
        Path target = home().resolve("benchmarks").resolve(directory).resolve("target");
        Path ours = home().resolve("benchmarks/target/classes");
        return ours + ":" + target.resolve("classes") + ":" + Files.readString(target.resolve("classpath"));
    }

    static List<String> seataServer(List<String> jvm, int port) throws IOException {
        Path seata = home().resolve("benchmarks/seata/server");
        List<String> options = new ArrayList<>(List.of("-server", "-Xms2g", "-Xmx2g"));
        options.addAll(jvm);
        options.addAll(List.of(
                "-Dspring.config.location=file:" + seata.resolve("application.yml"),
                "-cp",
                Files.readString(seata.resolve("target/classpath")),
                "io.seata.server.ServerApplication",
                "-h",
                "127.0.0.2", // Seata's server does not accept 127.0.0.1 as its own address and would use a public one
                "-p",
                Integer.toString(port)));
        return options;
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME));
    }
}
