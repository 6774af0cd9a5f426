package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.simulated.SimulatedDisk;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailingDiskTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aForceThatFailsIsTheLastThingTheJournalDoes(long seed) {
        for (int force = 0; force < 30; force++) {
            // given
            Random random = new Random(seed * 1000 + force);
            SimulatedDisk disk = new SimulatedDisk(random);
            Life life = new Life(random);
            Journal journal = life.open(disk);
            disk.failForceAfter(force);

            // when
            Throwable error = catchThrowable(() -> {
                for (int batch = 0; batch < 40; batch++) {
                    life.append(journal, 2);
                    life.force(journal);
                }
            });

            // then
            assertThat(error)
                    .as("force %d", force)
                    .isInstanceOf(JournalFailed.class)
                    .hasMessageStartingWith("ASN-3601: ");
            long operations = disk.operations();
            assertThatThrownBy(journal::force).isInstanceOf(JournalFailed.class).hasMessageStartingWith("ASN-3602: ");
            assertThatThrownBy(() -> journal.append(List.of(new byte[1]))).hasMessageStartingWith("ASN-3602: ");
            assertThatThrownBy(journal::maintain).hasMessageStartingWith("ASN-3602: ");
            assertThat(journal.compaction()).isEmpty();
            journal.close();
            assertThat(disk.operations()).isEqualTo(operations);

            // the next process reads pages that are not on the disk, and must not rely on them
            SimulatedDisk next = disk.afterKill();
            life.open(next);
            life.recover(next.afterPowerLoss(), Life.TINY);
        }
    }

    @Test
    void aCompactionThatFailsHarmsNobody() {
        // given
        Random random = new Random(1);
        SimulatedDisk disk = new SimulatedDisk(random);
        Life life = new Life(random);
        Journal journal = life.open(disk);
        life.append(journal, 20);
        Compaction compaction = journal.compaction().orElseThrow();
        disk.failForceAfter(0);

        // when
        assertThatThrownBy(() -> compaction.run(Life.builder())).isInstanceOf(UncheckedIOException.class);

        // then
        assertThatThrownBy(() -> journal.install(compaction)).hasMessageStartingWith("ASN-4614: ");
        journal.abandon(compaction);
        assertThat(life.recover(disk.afterPowerLoss(), Life.TINY)).isNotNull();
    }
}
