package dev.assent.demo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.model.AssentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RunDirectoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void closingEndsProgramsAndDeletesFiles() throws Exception {
        Path path;
        long pid;
        try (RunDirectory run = RunDirectory.create("assent-test")) {
            path = run.path();
            Child child = run.start("cat", RunDirectoryTest::isReady, shell("echo ready; exec cat"));
            assertThat(child.awaitReady(PATIENCE)).isEqualTo("ready");
            pid = child.pid();
            assertThat(isAlive(pid)).isTrue();
        }
        assertThat(isAlive(pid)).isFalse();
        assertThat(path).doesNotExist();
    }

    /** Another JVM opens a run, starts a program in it, and is killed. */
    @Test
    void nothingIsLeftOfAKilledRun() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = owner.inputReader(UTF_8)) {
            Path path = Path.of(lines.readLine());
            long ended = Long.parseLong(lines.readLine());
            long pid = Long.parseLong(lines.readLine());
            assertThat(isAlive(ended)).isFalse();
            assertThat(isAlive(pid)).isTrue();
            assertThat(path).isDirectory();

            owner.destroyForcibly();

            await().atMost(PATIENCE).until(() -> !isAlive(pid) && !Files.exists(path));
        }
    }

    @Test
    void aProgramThatEndsEarlyIsQuoted() throws Exception {
        try (RunDirectory run = RunDirectory.create("assent-test")) {
            Child child = run.start("hasty", RunDirectoryTest::isReady, shell("echo port taken >&2; exit 3"));
            assertThatThrownBy(() -> child.awaitReady(PATIENCE))
                    .isInstanceOf(AssentException.NotAllowed.class)
                    .hasMessageContaining("hasty")
                    .hasMessageContaining("port taken");
            assertThatThrownBy(() -> child.awaitSuccess(PATIENCE)).hasMessageContaining("port taken");
        }
    }

    @Test
    void aProgramThatNeverGetsReadyIsKilled() throws Exception {
        try (RunDirectory run = RunDirectory.create("assent-test")) {
            Child child = run.start("slow", RunDirectoryTest::isReady, shell("echo starting; exec cat"));
            assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(50)))
                    .isInstanceOf(AssentException.TryAgain.class)
                    .hasMessageContaining("slow");
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void logsCanBeKept() throws Exception {
        Path kept;
        try (RunDirectory run = RunDirectory.create("assent-test")) {
            Child child = run.start("speaker", RunDirectoryTest::isReady, shell("echo ready; echo last words"));
            child.awaitSuccess(PATIENCE);
            await().atMost(PATIENCE)
                    .until(() -> Files.readString(run.log("speaker")).contains("last words"));
            kept = run.keepLogs();
        }
        assertThat(kept.resolve("speaker.log")).content().isEqualTo("ready\nlast words\n");
        Files.delete(kept.resolve("speaker.log"));
        Files.delete(kept);
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("/bin/sh", "-c", script);
    }

    private static boolean isReady(String line) {
        return line.contains("ready");
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws IOException {
            RunDirectory run = RunDirectory.create("assent-test");
            Child first = run.start("first", RunDirectoryTest::isReady, shell("exec cat"));
            first.kill();
            run.ended(first);
            Child second = run.start("second", RunDirectoryTest::isReady, shell("exec sleep 600"));
            System.out.println(run.path());
            System.out.println(first.pid());
            System.out.println(second.pid());
            System.in.read();
        }
    }
}
