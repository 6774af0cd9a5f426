package dev.assent.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of ours as people run them, each in a process of its own, with one directory for what is temporary. */
final class Programs implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 180;

    private final Path temporary;
    private final List<Process> started = new ArrayList<>();

    Programs(Path temporary) {
        this.temporary = temporary;
    }

    Process start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        program.getOutputStream().close();
        started.add(program);
        return program;
    }

    /** All it says, line by line, once it has ended by itself with exit code 0. */
    List<String> assertSuccess(Process program) throws IOException, InterruptedException {
        List<String> said;
        try (BufferedReader lines = program.inputReader(UTF_8)) {
            said = lines.lines().map(String::strip).toList();
        }
        assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue())
                .as("exit code of a program that said %s", said)
                .isZero();
        return said;
    }

    /** No process, no file. */
    void assertNothingIsLeft() throws IOException {
        assertThat(started).allSatisfy(program -> assertThat(program.isAlive()).isFalse());
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")))
                    .isEmpty();
        }
        String directory = temporary.toString();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(directory)))
                .isEmpty();
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
