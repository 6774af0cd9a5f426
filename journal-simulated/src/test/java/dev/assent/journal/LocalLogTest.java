package dev.assent.journal;

import dev.assent.journal.simulated.SimulatedDisk;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** On a disk in memory, where each process ends with a loss of power. */
final class LocalLogTest extends DurableLogContract {
    private final Random random = new Random(1);
    private SimulatedDisk disk = new SimulatedDisk(random);
    private @Nullable DurableLog last;

    @Override
    protected DurableLog next() {
        if (last != null) {
            disk = disk.afterPowerLoss();
        }
        last = new LocalLog(disk, Life.TINY, random, Runnable::run, Runnable::run);
        return last;
    }

    @Override
    protected void failNext() {
        disk.failForceAfter(0);
    }

    @Override
    protected void takeOver() {
        disk.takeOver();
    }
}
