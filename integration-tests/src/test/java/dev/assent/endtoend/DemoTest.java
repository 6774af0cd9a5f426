package dev.assent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.demo.audit.Violation;
import dev.assent.demo.database.DatabaseKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./assent demo} as people run it, in a process of its own. */
final class DemoTest {
    private static final int USUAL_PORT = 8091;

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void twoAtOnceOnH2AndAPortThatIsTaken() throws IOException, InterruptedException {
        try (Programs programs = new Programs(temporary)) {
            Optional<ServerSocket> taken = occupied();
            Process one = demo(programs, DatabaseKind.H2, 300, 1);
            Process other = demo(programs, DatabaseKind.H2, 300, 2);
            assertAllOrNothing(programs.assertSuccess(one), DatabaseKind.H2);
            assertAllOrNothing(programs.assertSuccess(other), DatabaseKind.H2);
            if (taken.isPresent()) {
                taken.get().close();
            }
            programs.assertNothingIsLeft();
        }
    }

    /** One of the two: the random faults of {@link ChaosTest} start both in the same way. */
    @Test
    void aRealServer() throws IOException, InterruptedException {
        DatabaseServers.requireThatItRuns(DatabaseKind.MARIADB);
        try (Programs programs = new Programs(temporary)) {
            Process demo = demo(programs, DatabaseKind.MARIADB, 60, 3);
            assertAllOrNothing(programs.assertSuccess(demo), DatabaseKind.MARIADB);
            programs.assertNothingIsLeft();
        }
    }

    private static Process demo(Programs programs, DatabaseKind kind, int purchases, int seed) throws IOException {
        return programs.start(
                "dev.assent.demo.Demo",
                "--db",
                kind.name().toLowerCase(Locale.ROOT),
                "--purchases",
                Integer.toString(purchases),
                "--seed",
                Integer.toString(seed));
    }

    private static void assertAllOrNothing(List<String> said, DatabaseKind kind) {
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
}
