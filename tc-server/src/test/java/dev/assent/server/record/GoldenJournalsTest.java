package dev.assent.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Coordinator;
import dev.assent.journal.FileDisk;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.Recovery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded data directory replays to the state that was recorded beside it: neither the bytes on users' disks nor
 * what they mean may change. The README beside the recorded files says how to record a deliberate change.
 */
class GoldenJournalsTest {
    private static final int LARGEST = 100 << 10;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void recordIfAskedTo(@TempDir Path live) throws IOException {
        if (GoldenFiles.isRecording()) {
            for (GoldenLife life : GoldenLife.all()) {
                Path directory = Files.createDirectory(live.resolve(life.fileName()));
                RecordedCoordinator coordinator = new RecordedCoordinator(directory, life.options());
                life.events().accept(coordinator);
                coordinator.isKilled();
                Path file = GoldenFiles.current(life.fileName() + ".journal");
                GoldenFiles.write(file, DirectoryText.of(directory));
                GoldenFiles.write(GoldenFiles.sibling(file, ".state"), new Replayed(directory).state.text());
            }
        }
    }

    static List<Path> directories() {
        return GoldenFiles.all(".journal");
    }

    @ParameterizedTest
    @MethodSource("directories")
    void replaysToTheRecordedState(Path file) throws IOException {
        assertThat(replayed(file).state.text())
                .as("the state that %s replays to", file)
                .isEqualTo(GoldenFiles.read(GoldenFiles.sibling(file, ".state")));
    }

    @ParameterizedTest
    @MethodSource("directories")
    void theSnapshotOfThatStateReplaysToTheSame(Path file) throws IOException {
        Coordinator original = replayed(file).coordinator;
        Coordinator copy = new Coordinator(RecordedCoordinator.POLICY);
        StateText state = new StateText(copy);
        CoordinatorRecords records = new CoordinatorRecords(copy);
        new CoordinatorRecords(original).writeTo(record -> {
            records.replay(record.duplicate());
            new RecordCodec().decode(record, (at, event) -> state.seen(event));
        });

        assertThat(state.text())
                .as("the state that a snapshot of %s replays to", file)
                .isEqualTo(GoldenFiles.read(GoldenFiles.sibling(file, ".state")));
    }

    @ParameterizedTest
    @MethodSource("directories")
    void isSmallEnoughToBeRead(Path file) {
        assertThat(file).satisfies(small -> assertThat(Files.size(small)).isLessThan(LARGEST));
    }

    @Test
    void everyKindOfRecordStandsInADirectory() throws IOException {
        Set<Integer> kinds = new LinkedHashSet<>();
        for (GoldenLife life : GoldenLife.all()) {
            Path directory = Files.createDirectory(temporary.resolve(life.fileName()));
            DirectoryText.restore(GoldenFiles.read(GoldenFiles.current(life.fileName() + ".journal")), directory);
            kinds.addAll(new Replayed(directory).kinds);
        }

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(WrittenKinds.codes());
    }

    private Replayed replayed(Path file) throws IOException {
        DirectoryText.restore(GoldenFiles.read(file), temporary);
        return new Replayed(temporary);
    }

    /** A coordinator brought back from a directory, which is left as it was. */
    private static final class Replayed {
        final Coordinator coordinator = new Coordinator(RecordedCoordinator.POLICY);
        final StateText state = new StateText(coordinator);
        final Set<Integer> kinds = new LinkedHashSet<>();

        Replayed(Path directory) {
            try (FileDisk disk = FileDisk.open(directory)) {
                Recovery.open(disk, JournalOptions.defaults(), this::replay);
            }
        }

        private void replay(ByteBuffer record) {
            kinds.add((int) record.get(record.position()));
            new CoordinatorRecords(coordinator).replay(record.duplicate());
            new RecordCodec().decode(record, (at, event) -> state.seen(event));
        }
    }
}
