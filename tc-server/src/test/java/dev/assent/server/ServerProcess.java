package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code assent server} as a process of its own, with as many cores as the test has. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("assent tc-server \\S+ ready on \\S+:(\\d+) \\(data (.+), (\\d+) open transactions"
                    + "(?:, \\d+ more with a parked branch)?\\)");

    private static final Pattern ADMIN = Pattern.compile("admin API on http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path errors;
    private final BufferedReader out;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader();
    }

    /**
     * @param scratch for what it says on standard error
     * @param arguments without the admin API, unless they say so
     */
    public static ServerProcess start(Path scratch, String... arguments) throws IOException {
        return start(AssentServer.class, scratch, arguments);
    }

    /** @param main starts the server, and does something else to its process */
    static ServerProcess start(Class<?> main, Path scratch, String... arguments) throws IOException {
        Path errors = Files.createTempFile(scratch, "stderr", ".txt");
        return new ServerProcess(
                new ProcessBuilder(command(main, arguments))
                        .redirectError(errors.toFile())
                        .start(),
                errors);
    }

    /** Nobody reads what it says on standard error: that fills a pipe, which then takes no more. */
    static ServerProcess startUnread(Path scratch, String... arguments) throws IOException {
        return new ServerProcess(
                new ProcessBuilder(command(AssentServer.class, arguments)).start(),
                Files.createTempFile(scratch, "stderr", ".txt"));
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--admin-port",
                "off"));
        if (List.of(arguments).contains("--admin-port")) {
            command.subList(command.size() - 2, command.size()).clear();
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** Port, data directory and open transactions, of the line that says that it is ready. */
    public Ready awaitReady() throws IOException {
        String line = String.valueOf(out.readLine());
        Matcher ready = READY.matcher(line);
        assertThat(ready.matches()).as("%s%n%s", line, errors()).isTrue();
        return new Ready(Integer.parseInt(ready.group(1)), ready.group(2), Integer.parseInt(ready.group(3)));
    }

    /** Of its admin API, which comes up a little later than the rest. */
    public int awaitAdminPort() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ADMIN.matcher(errors()).find());
        try {
            Matcher admin = ADMIN.matcher(errors());
            assertThat(admin.find()).isTrue();
            return Integer.parseInt(admin.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** The lines not read yet, up to its end. */
    List<String> restOfOutput() {
        return out.lines().toList();
    }

    /** Waits for its end. */
    int exitCode() {
        return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    /** By its handle, which leaves the streams open for what it still has to say. */
    void terminate() {
        process.toHandle().destroy();
    }

    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        kill();
    }

    public record Ready(int port, String data, int openTransactions) {}
}
