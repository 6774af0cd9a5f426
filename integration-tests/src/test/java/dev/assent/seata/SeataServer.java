package dev.assent.seata;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.Ports;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Seata's own server 2.0.0, with its sessions in files, as a process. */
final class SeataServer {
    /** It takes 127.0.0.1 for no address of its own and would look for another. */
    private static final String HOST = "127.0.0.2";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PORTS_TO_TRY = 5;

    private SeataServer() {}

    /**
     * Starts it and waits until it is ready. It ends with the run.
     *
     * @return {@code host:port} for clients
     */
    static String start(RunDirectory run) throws IOException, InterruptedException {
        Path directory = run.directory("seata-server");
        try (InputStream settings = Objects.requireNonNull(SeataServer.class.getResourceAsStream("seata-server.yml"))) {
            Files.copy(settings, directory.resolve("application.yml"));
        }
        for (int i = 1; ; i++) {
            int port = Ports.free();
            Child process = launch(run, directory, port);
            try {
                process.awaitReady(PATIENCE);
                return HOST + ':' + port;
            } catch (AssentException e) {
                run.ended(process);
                if (i == PORTS_TO_TRY || !String.valueOf(e.getMessage()).contains("in use")) {
                    throw e;
                }
            }
        }
    }

    private static Child launch(RunDirectory run, Path directory, int port) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dspring.config.location=file:application.yml",
                "-Dserver.port=" + Ports.free(),
                "-Dseata.server.servicePort=" + port,
                "-cp",
                SeataVersion.classPath("server-2.0.0"),
                "io.seata.server.ServerApplication",
                "-h",
                HOST);
        return run.start(
                "seata-server",
                line -> line.contains("Server started, service listen port"),
                new ProcessBuilder(command).directory(directory.toFile()));
    }
}
