package dev.assent.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.demo.audit.Violation;
import dev.assent.demo.database.DatabaseKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** {@code ./assent demo} as people run it, in a process of its own. */
final class DemoTest {
    private static final int USUAL_PORT = 8091;
    private static final int PATIENCE_SECONDS = 180;

    @TempDir
    private Path temporary = Path.of("");

    private final List<Process> demos = new ArrayList<>();

    @AfterEach
    void end() {
        demos.forEach(Process::destroyForcibly);
    }

    @Test
    void twoAtOnceOnH2AndAPortThatIsTaken() throws IOException, InterruptedException {
        Optional<ServerSocket> taken = occupied();
        Process one = demo(DatabaseKind.H2, 300, 1);
        Process other = demo(DatabaseKind.H2, 300, 2);
        assertAllOrNothing(one, DatabaseKind.H2);
        assertAllOrNothing(other, DatabaseKind.H2);
        if (taken.isPresent()) {
            taken.get().close();
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(value = DatabaseKind.class, names = "H2", mode = Mode.EXCLUDE)
    void aRealServer(DatabaseKind kind) throws IOException, InterruptedException {
        DatabaseServers.requireThatItRuns(kind);
        assertAllOrNothing(demo(kind, 60, 3), kind);
        assertNothingIsLeft();
    }

    private Process demo(DatabaseKind kind, int purchases, int seed) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.assent.demo.Demo",
                "--db",
                kind.name().toLowerCase(Locale.ROOT),
                "--purchases",
                Integer.toString(purchases),
                "--seed",
                Integer.toString(seed));
        Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
        demo.getOutputStream().close();
        demos.add(demo);
        return demo;
    }

    private static void assertAllOrNothing(Process demo, DatabaseKind kind) throws IOException, InterruptedException {
        List<String> said;
        try (BufferedReader lines = demo.inputReader(UTF_8)) {
            said = lines.lines().map(String::strip).toList();
        }
        assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue())
                .as("exit code of the demo on %s, which said %s", kind, said)
                .isZero();
        assertThat(said)
                .contains("All or nothing, everywhere.", "Audit of the three databases")
                .anyMatch(line ->
                        line.startsWith("Assent demo: --db " + kind.name().toLowerCase(Locale.ROOT)))
                .anyMatch(line -> line.contains("killed the coordinator") && line.contains("SIGKILL"))
                .noneMatch(line -> line.startsWith("BROKEN"));
        assertThat(said).filteredOn(line -> line.startsWith("holds ")).hasSize(Violation.Kind.values().length);
    }

    /** Somebody has the port that a coordinator would take by default: we, or whoever has it already. */
    private static Optional<ServerSocket> occupied() {
        try {
            return Optional.of(new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(demos).allSatisfy(demo -> assertThat(demo.isAlive()).isFalse());
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
}
