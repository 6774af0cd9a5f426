package dev.assent.demo.coordinator;

import dev.assent.demo.process.Child;
import dev.assent.demo.process.Ports;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The coordinator as a process of its own, with its data in the run's directory. */
public final class Coordinator {
    private static final String NAME = "coordinator";
    private static final String MAIN = "dev.assent.server.AssentServer";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PORTS_TO_TRY = 5;

    private final RunDirectory run;
    private final List<String> options;
    private final int port;
    private volatile Child process;

    private Coordinator(RunDirectory run, List<String> options, int port, Child process) {
        this.run = run;
        this.options = options;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it on a free port and waits until it is ready. If another program took the port meanwhile, tries the next.
     */
    public static Coordinator start(RunDirectory run) throws InterruptedException {
        return start(run, List.of());
    }

    /** @param options further options of {@code assent server} */
    public static Coordinator start(RunDirectory run, List<String> options) throws InterruptedException {
        for (int i = 1; ; i++) {
            int port = Ports.free();
            Child process = launch(run, options, port);
            try {
                process.awaitReady(PATIENCE);
                return new Coordinator(run, options, port, process);
            } catch (AssentException e) {
                run.ended(process);
                if (i == PORTS_TO_TRY || !String.valueOf(e.getMessage()).contains("in use")) {
                    throw e;
                }
            }
        }
    }

    /** {@code host:port} for clients. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGKILL. The process has ended when this returns. */
    public void kill() {
        process.kill();
        run.ended(process);
    }

    /** Starts it again on the same port and data, and waits until it is ready. */
    public void restart() throws InterruptedException {
        process = launch(run, options, port);
        process.awaitReady(PATIENCE);
    }

    /** Sends SIGTERM. The process has ended when this returns. */
    public void stop() throws InterruptedException {
        process.stop(PATIENCE);
        run.ended(process);
    }

    private static Child launch(RunDirectory run, List<String> options, int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it runs for seconds: a quick start matters more than speed
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--admin-port",
                "off",
                "--data",
                run.directory("coordinator-data").toString()));
        command.addAll(options);
        return run.start(NAME, line -> line.contains(" ready on "), new ProcessBuilder(command));
    }
}
