package dev.assent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<Long> SEEDS = BuildSeeds.ofThisBuild().sample();

    /** The other one gives all objects the same identity hash, so nothing can depend on that either. */
    @Test
    void onePercentOfTheSeedsDoTheSameInAnotherVirtualMachine() throws IOException, InterruptedException {
        List<String> here = SEEDS.stream()
                .map(seed -> Long.toString(Simulation.run(seed).hash()))
                .toList();

        assertThat(elsewhere()).isEqualTo(here).doesNotHaveDuplicates();
    }

    private static List<String> elsewhere() throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-cp",
                classPath,
                Replay.class.getName()));
        SEEDS.forEach(seed -> command.add(Long.toString(seed)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
