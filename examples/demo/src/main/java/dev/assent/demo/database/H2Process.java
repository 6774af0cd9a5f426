package dev.assent.demo.database;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.DemoErrors;
import dev.assent.demo.process.RunDirectory;
import java.nio.file.Path;
import java.util.List;

/** H2 in a process of its own, for clients in several others; as durable as {@link H2Server}. */
final class H2Process {
    private static final String MAIN = "org.h2.tools.Server";

    private H2Process() {}

    static DatabaseServer launch(RunDirectory run) {
        try {
            return RealServer.launch(DatabaseKind.H2, run, "h2:tcp", H2Server.USER, port -> start(run, port));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DemoErrors.cannotRun("H2", "the wait for it was interrupted");
        }
    }

    private static Child start(RunDirectory run, int port) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "-tcp",
                "-tcpPort",
                Integer.toString(port),
                "-ifNotExists",
                "-baseDir",
                run.directory("h2").toString());
        return run.start("h2", line -> line.startsWith("TCP server running"), new ProcessBuilder(command));
    }
}
