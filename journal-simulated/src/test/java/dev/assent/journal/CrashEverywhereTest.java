package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.journal.simulated.DiskCrashed;
import dev.assent.journal.simulated.SimulatedDisk;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One scripted life, cut off by a power loss at every single operation of its disk. A failure names seed and operation. */
final class CrashEverywhereTest {
    private static final int STEPS = 50;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasForcedIsThereInOrderAndNothingElse(long seed) {
        assertThat(crashEverywhere(seed, UnaryOperator.identity())).isGreaterThan(100);
    }

    @Test
    void aDiskThatDoesNotForceFilesIsFoundOut() {
        assertThatThrownBy(() -> crashEverywhere(1, LyingDisk::aboutFiles)).hasMessageContaining("seed 1");
    }

    @Test
    void aDiskThatDoesNotForceItsDirectoryIsFoundOut() {
        assertThatThrownBy(() -> crashEverywhere(1, LyingDisk::aboutTheDirectory))
                .hasMessageContaining("seed 1");
    }

    /** Returns how many operations there were to crash at. */
    private static long crashEverywhere(long seed, UnaryOperator<Disk> seenAs) {
        for (long operation = 0; ; operation++) {
            try {
                if (!crashAt(operation, new Random(seed * 1_000_003 + operation), seenAs)) {
                    return operation;
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed %d, crash after operation %d".formatted(seed, operation), e);
            }
        }
    }

    private static boolean crashAt(long operation, Random random, UnaryOperator<Disk> seenAs) {
        SimulatedDisk first = new SimulatedDisk(random);
        first.crashAfter(operation);
        Life life = new Life(random);
        boolean crashed = crashes(() -> script(life, seenAs.apply(first), random));
        SimulatedDisk disk = first.afterPowerLoss();

        // the first start after it does not get far either, nor does the second
        for (int crash = 0; crash < 2; crash++) {
            disk.crashAfter(random.nextInt(12));
            SimulatedDisk now = disk;
            crashes(() -> life.open(seenAs.apply(now)));
            disk = random.nextBoolean() ? disk.afterPowerLoss() : disk.afterKill();
        }
        Journal journal = life.open(seenAs.apply(disk));
        life.append(journal, 3);
        life.force(journal);
        life.append(journal, 1);
        life.recover(disk.afterPowerLoss(), Life.TINY);
        return crashed;
    }

    private static boolean crashes(Runnable work) {
        try {
            work.run();
            return false;
        } catch (DiskCrashed e) {
            return true;
        }
    }

    /** Two processes one after the other, with rolls, compactions that take their time, and an orderly or sudden end. */
    private static void script(Life life, Disk disk, Random random) {
        for (int process = 0; process < 2; process++) {
            Journal journal = life.open(disk);
            Optional<Compaction> running = Optional.empty();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(7)) {
                    case 0, 1, 2 -> life.append(journal, 1 + random.nextInt(3));
                    case 3 -> life.force(journal);
                    case 4 -> journal.maintain();
                    case 5 -> journal.tick();
                    default -> running = compact(journal, running, random);
                }
            }
            if (random.nextBoolean()) {
                life.close(journal);
            }
        }
    }

    private static Optional<Compaction> compact(Journal journal, Optional<Compaction> running, Random random) {
        if (running.isEmpty()) {
            Optional<Compaction> offered = journal.compaction();
            offered.ifPresent(compaction -> compaction.run(Life.builder()));
            return offered;
        }
        if (random.nextInt(5) == 0) {
            journal.abandon(running.get());
        } else {
            journal.install(running.get());
        }
        return Optional.empty();
    }
}
