package dev.assent.journal.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.journal.DiskFile;
import dev.assent.journal.JournalException.DiskFull;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SimulatedDiskTest {
    private static final int TRIES = 200;

    @Test
    void forcedBytesUnderAForcedNameStay() {
        for (int seed = 0; seed < TRIES; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(seed));
            DiskFile file = written(disk, "a", 2000, 1);
            file.force();
            disk.forceDirectory();

            assertThat(sectors(disk.afterPowerLoss())).as("seed %d", seed).containsExactly(1, 1, 1, 1);
        }
    }

    @Test
    void unforcedSectorsComeInAnyMixture() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < TRIES; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(seed));
            DiskFile file = written(disk, "a", 1536, 1);
            file.force();
            disk.forceDirectory();
            file.write(0, filled(1536, 2));
            seen.add(sectors(disk.afterPowerLoss()).toString());
        }
        assertThat(seen).contains("[1, 1, 1]", "[2, 2, 2]", "[1, 2, 1]", "[2, 1, 2]", "[1, 1, 2]");
        assertThat(seen).as("noise in the last").hasSizeGreaterThan(10);
    }

    @Test
    void unforcedNamesComeInAnyMixtureButARenameIsWhole() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < TRIES; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(seed));
            disk.create("a");
            disk.create("c");
            disk.forceDirectory();
            disk.rename("a", "b");
            disk.delete("c");
            disk.create("d");
            seen.add(new TreeSet<>(disk.afterPowerLoss().list()).toString());
        }
        assertThat(seen)
                .containsExactly("[a, c, d]", "[a, c]", "[a, d]", "[a]", "[b, c, d]", "[b, c]", "[b, d]", "[b]");
    }

    @Test
    void aFailedForceLosesItsPagesForGood() {
        // given
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        DiskFile file = written(disk, "a", 512, 1);
        disk.forceDirectory();
        disk.failForceAfter(0);

        // when
        assertThatThrownBy(file::force).isInstanceOf(UncheckedIOException.class);
        disk.failForceAfter(Long.MAX_VALUE / 2);
        file.force();

        // then
        SimulatedDisk killed = disk.afterKill();
        assertThat(sectors(killed)).containsExactly(1);
        assertThat(sectors(killed.afterPowerLoss())).containsExactly(0);
    }

    @Test
    void aFullDiskTakesWhatFits() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        disk.capacity(1000);
        DiskFile file = disk.create("a");

        assertThatThrownBy(() -> file.write(0, filled(1001, 1))).isInstanceOf(DiskFull.class);
        assertThat(file.size()).isEqualTo(1000);
        file.write(0, filled(1000, 2));
    }

    @Test
    void afterACrashNothingWorksUntilTheNextLife() {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        DiskFile file = disk.create("a");
        disk.crashAfter(2);
        file.force();

        assertThatThrownBy(file::force).isInstanceOf(DiskCrashed.class);
        assertThatThrownBy(disk::list).isInstanceOf(DiskCrashed.class);
        assertThatThrownBy(() -> file.read(0, ByteBuffer.allocate(1))).isInstanceOf(DiskCrashed.class);
        disk.afterPowerLoss().forceDirectory();
    }

    private static DiskFile written(SimulatedDisk disk, String name, int bytes, int value) {
        DiskFile file = disk.create(name);
        file.write(0, filled(bytes, value));
        return file;
    }

    private static ByteBuffer filled(int bytes, int value) {
        byte[] array = new byte[bytes];
        Arrays.fill(array, (byte) value);
        return ByteBuffer.wrap(array);
    }

    /** The first byte of each sector. */
    private static List<Integer> sectors(SimulatedDisk disk) {
        DiskFile file = disk.open("a");
        List<Integer> first = new ArrayList<>();
        for (int at = 0; at < file.size(); at += Inode.SECTOR) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(at, one);
            first.add((int) one.get(0));
        }
        return first;
    }
}
