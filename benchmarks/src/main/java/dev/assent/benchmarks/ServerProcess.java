package dev.assent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM process that is measured. It is ready when it has printed its first line. */
final class ServerProcess implements Closeable {
    private static final double KIB_PER_MIB = 1024;

    private final Process process;
    private final BufferedReader out;
    private final String firstLine;
    private final double readySeconds;

    private ServerProcess(Process process, BufferedReader out, String firstLine, double readySeconds) {
        this.process = process;
        this.out = out;
        this.firstLine = firstLine;
        this.readySeconds = readySeconds;
    }

    /**
     * Our coordinator with the launcher's JVM options, without the admin API: for the benchmarks that measure requests.
     */
    static ServerProcess coordinator(Path data) throws IOException {
        return coordinator(data, "off");
    }

    /** Our coordinator with the admin API, as shipped, on free ports. */
    static ServerProcess coordinatorAsShipped(Path data) throws IOException {
        return coordinator(data, "0");
    }

    private static ServerProcess coordinator(Path data, String adminPort) throws IOException {
        List<String> options = new ArrayList<>(Installation.coordinator());
        options.addAll(List.of("--port", "0", "--admin-port", adminPort, "--data", data.toString()));
        return start(options);
    }

    /** A main class of this class path, in a process of its own. */
    static ServerProcess own(Class<?> main, String... arguments) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), main.getName()));
        options.addAll(List.of(arguments));
        return start(options);
    }

    static ServerProcess start(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IllegalStateException("Expected " + options + " to say that it is ready, but it ended");
        }
        return new ServerProcess(process, out, line, (System.nanoTime() - start) / 1e9);
    }

    String firstLine() {
        return firstLine;
    }

    /** The number that follows these words in the first line. */
    int number(String before) {
        String digits =
                firstLine.substring(firstLine.indexOf(before) + before.length()).split("\\D", 2)[0];
        return Integer.parseInt(digits);
    }

    /** From the start of the process to its first line. */
    double readySeconds() {
        return readySeconds;
    }

    long pid() {
        return process.pid();
    }

    /** CPU time used so far, in microseconds, by the tick of 10 ms. */
    double cpuMicros() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e3;
    }

    /** The resident memory of the process, in MiB. */
    double residentMib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new IllegalStateException("Expected process " + pid() + " to have a resident size");
    }

    /** Hands a line to its standard input and returns the line it answers. */
    String ask(String line) throws IOException {
        process.getOutputStream().write((line + '\n').getBytes(UTF_8));
        process.getOutputStream().flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IllegalStateException("Expected process " + pid() + " to answer '" + line + "', but it ended");
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
