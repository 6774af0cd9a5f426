package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.JournalException.NotAllowed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDiskTest {
    @TempDir
    private Path directory;

    @Test
    void bytesAndNamesComeBack() {
        try (FileDisk disk = FileDisk.open(directory.resolve("new/data"));
                DiskFile file = disk.create("a")) {
            file.write(3, Life.bytes("hello"));
            file.force();
            disk.rename("a", "b");
            disk.forceDirectory();
            ByteBuffer read = ByteBuffer.allocate(100);

            assertThat(disk.list()).containsExactlyInAnyOrder("b", "lock", "holder");
            assertThat(disk.open("b").read(3, read)).isEqualTo(5);
            assertThat(Life.text(read.flip())).isEqualTo("hello");
            assertThat(disk.open("b").read(8, read)).isZero();
            assertThatThrownBy(() -> disk.create("b")).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> disk.open("a")).isInstanceOf(UncheckedIOException.class);
            disk.delete("b");
            disk.delete("b");
        }
    }

    @Test
    void thisProcessHoldsADirectoryOnce() throws IOException {
        try (FileDisk disk = FileDisk.open(directory)) {
            assertThatThrownBy(() -> FileDisk.open(directory))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageStartingWith("ASN-4611: Expected to be the only user of data directory " + directory
                            + ", but process " + ProcessHandle.current().pid() + ", started ");
            assertThat(disk.list()).isNotEmpty();
            assertThat(anotherProcess().readLine())
                    .as("the refused attempt has not cost us the lock")
                    .contains(
                            "ASN-4611",
                            directory.toString(),
                            "process " + ProcessHandle.current().pid());
        }
        FileDisk.open(directory).close();
        assertThat(anotherProcess().readLine()).isEqualTo("held");
    }

    @Test
    void aKilledProcessHoldsNothing() throws Exception {
        // given
        Process other = start();
        try (BufferedReader says = other.inputReader()) {
            assertThat(says.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> FileDisk.open(directory)).hasMessageContaining("process " + other.pid());

            // when
            other.destroyForcibly().waitFor();
        }

        // then
        FileDisk.open(directory).close();
    }

    @Test
    void whoeverDeletesTheLockIsFoundOut() throws IOException {
        int[] waits = new int[1];
        try (FileDisk disk = FileDisk.open(directory, () -> waits[0]++)) {
            disk.requireOwner();
            assertThat(waits).as("of a new directory").containsExactly(0);

            // when
            Files.delete(directory.resolve("lock"));

            // then
            assertThatThrownBy(disk::requireOwner)
                    .isInstanceOf(JournalFailed.class)
                    .hasMessageContainingAll("ASN-3603", "lock has gone");

            // when
            Files.createFile(directory.resolve("lock"));

            // then
            assertThatThrownBy(disk::requireOwner).hasMessageContainingAll("ASN-3603", "lock is another one");
        }
        FileDisk.open(directory, () -> waits[0]++).close();
        assertThat(waits).as("the lock is there").containsExactly(0);
        Files.delete(directory.resolve("lock"));
        FileDisk.open(directory, () -> waits[0]++).close();
        assertThat(waits).as("somebody may still believe in the old one").containsExactly(1);
    }

    @Test
    void compactionsRunBesideAppends() {
        // given
        JournalOptions options = new JournalOptions(16 << 10, 2);
        Life life = new Life(new Random(1));
        int installed = 0;
        try (FileDisk disk = FileDisk.open(directory);
                Journal journal = life.start(life.recover(disk, options))) {
            Optional<CompletableFuture<Compaction>> running = Optional.empty();

            // when
            while (installed < 4) {
                life.append(journal, 5);
                life.force(journal);
                journal.maintain();
                if (running.isEmpty()) {
                    running = journal.compaction().map(FileDiskTest::inBackground);
                } else if (running.get().isDone()) {
                    journal.install(running.get().join());
                    running = Optional.empty();
                    installed++;
                }
            }
        }

        // then
        int taken = life.taken().size();
        try (FileDisk disk = FileDisk.open(directory)) {
            life.recover(disk, options);
            assertThat(life.taken()).hasSize(taken);
        }
    }

    private static CompletableFuture<Compaction> inBackground(Compaction compaction) {
        return CompletableFuture.supplyAsync(() -> {
            compaction.run(Life.builder());
            return compaction;
        });
    }

    private BufferedReader anotherProcess() throws IOException {
        return start().inputReader();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Another process that says whether it got the directory, and keeps it until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (FileDisk disk = FileDisk.open(Path.of(args[0]))) {
                System.out.println("held");
                disk.list();
                System.in.read();
            } catch (NotAllowed e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
