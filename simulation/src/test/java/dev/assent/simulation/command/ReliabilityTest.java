package dev.assent.simulation.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReliabilityTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

    @Test
    void thePageHoldsTheFiguresOfEveryTestAndCampaign(@TempDir Path home) throws IOException {
        write(home.resolve("simulation/target/figures/simulation.md"), "- **Simulation**: 2,007 seeds.");
        write(home.resolve("simulation/target/figures/matrix.md"), "- **Crash matrix**: 9 cases.");
        write(home.resolve("simulation/target/figures/bank.md"), "- **Bug bank**: 3 bugs.");
        write(home.resolve("chaos/target/figures/chaos-h2.properties"), "rolled.back=7");

        assertThat(Reliability.page(home, TODAY))
                .contains("Measured on 2026-11-29, Java ")
                .endsWith("""
                        - **Real processes** (`./assent chaos --db h2`): rolled back: 7.
                        - **Simulation**: 2,007 seeds.
                        - **Crash matrix**: 9 cases.
                        - **Bug bank**: 3 bugs.
                        """);
    }

    /** Without a JDK, so that no campaign starts even if the launcher does not look at its options. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    @DisabledOnOs(OS.WINDOWS)
    void theLauncherShowsTheHelpAndStartsNothing(String option) throws IOException, InterruptedException {
        Launched launched = launch(option);

        assertThat(launched.exitCode).isZero();
        assertThat(launched.output).startsWith("Usage: ./assent reliability").contains("docs/reliability-measured.md");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLauncherRefusesWhatItDoesNotKnow() throws IOException, InterruptedException {
        Launched launched = launch("--now");

        assertThat(launched.exitCode).isEqualTo(2);
        assertThat(launched.output)
                .isEqualTo("assent: Expected no option of assent reliability other than --help, but got '--now'."
                        + " See ./assent reliability --help.\n");
    }

    private static Launched launch(String option) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "../assent", "reliability", option));
        builder.environment().put("JAVA_HOME", "/nonexistent");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Launched(process.waitFor(), output);
    }

    private static void write(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, line + '\n');
    }

    private record Launched(int exitCode, String output) {}
}
