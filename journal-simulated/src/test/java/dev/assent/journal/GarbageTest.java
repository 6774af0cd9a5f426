package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.simulated.SimulatedDisk;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GarbageTest {
    private static final int SIZE = 4 << 20;
    private static final JournalOptions OPTIONS = new JournalOptions(SIZE, 4);
    private static final String SEGMENT = "000000000001-00000000.segment";

    @Test
    void aTailOfHeadersThatPromiseMuchIsReadAboutOnce() {
        // given
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        Recovery.open(disk, OPTIONS, record -> {}).start(out -> {}, new Random(1));
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER + (2 << 20));
        Frame.put(frame, new CRC32C(), Frame.RECORD, 1, 1, 0, ByteBuffer.allocate(2 << 20));
        ByteBuffer garbage = ByteBuffer.allocate(SIZE - Frame.SECTOR);
        while (garbage.remaining() >= Frame.HEADER) {
            garbage.put(frame.slice(0, Frame.HEADER)); // sound headers, each with a body that is not its own
        }
        disk.open(SEGMENT).write(Frame.SECTOR, garbage.flip());
        CountingDisk counting = new CountingDisk(disk);

        // when
        Recovery recovery = Recovery.open(counting, OPTIONS, record -> {});

        // then
        assertThat(recovery.records()).isZero();
        assertThat(recovery.tornTail()).contains(SEGMENT + " at offset 512");
        assertThat(counting.bytesRead()).isLessThan(2L * SIZE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noiseIsNeverARecord(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            // given
            SimulatedDisk disk = new SimulatedDisk(random);
            Life life = new Life(random);
            Journal journal = life.open(disk);
            life.append(journal, 1);
            life.force(journal);
            byte[] noise = new byte[512];
            random.nextBytes(noise);

            // when
            disk.open(SEGMENT).write(1024, ByteBuffer.wrap(noise));

            // then
            assertThat(life.recover(disk, Life.TINY).tornTail()).isPresent();
            assertThat(life.taken()).hasSize(1);
        }
    }
}
