package dev.assent.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.demo.database.DatabaseKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./assent chaos} as people run it, a quarter of a minute on each database: the seed is another each time. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ChaosTest {
    private static final String MAIN = "dev.assent.chaos.Chaos";
    private static final Path FIGURES = Path.of("..", "chaos", "target", "figures");
    private static final int PATIENCE_SECONDS = 60;
    private static final int TERMINATED = 143;

    @TempDir
    private Path temporary = Path.of("");

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void everyPromiseHolds(DatabaseKind kind) throws IOException, InterruptedException {
        DatabaseServers.requireThatItRuns(kind);
        String db = kind.name().toLowerCase(Locale.ROOT);
        try (Programs programs = new Programs(temporary)) {
            Process campaign = programs.start(MAIN, "--minutes", "0.25", "--db", db, "--figures", FIGURES.toString());
            List<String> said = programs.assertSuccess(campaign);
            said.stream().filter(line -> line.startsWith("Assent chaos: ")).forEach(System.out::println);
            assertThat(said).contains("Every promise held.").noneMatch(line -> line.startsWith("BROKEN"));
            assertThat(FIGURES.resolve("chaos-" + db + ".properties"))
                    .content(UTF_8)
                    .contains("db=" + db, "kills.of.coordinator=", "violations=0");
            programs.assertNothingIsLeft();
        }
    }

    /** SIGTERM, since SIGINT is ignored by whatever a shell has started in the background. */
    @Test
    void aSignalToEndLeavesNothing() throws IOException, InterruptedException {
        try (Programs programs = new Programs(temporary)) {
            Process campaign = programs.start(MAIN, "--minutes", "5");
            try (BufferedReader lines = campaign.inputReader(UTF_8)) {
                boolean hurt = lines.lines().anyMatch(line -> line.contains("KILL") || line.contains("FREEZE"));
                assertThat(hurt).isTrue();
                new ProcessBuilder("/bin/sh", "-c", "kill -TERM " + campaign.pid())
                        .start()
                        .waitFor();
                assertThat(campaign.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(campaign.exitValue()).isEqualTo(TERMINATED);
            programs.assertNothingIsLeft();
        }
    }
}
