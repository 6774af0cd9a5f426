package dev.assent.simulation.matrix;

import dev.assent.simulation.world.StepPoint;

/**
 * A point in a transaction's life.
 *
 * @param occurrence which occurrence, counted from 1
 */
record Step(StepPoint passage, int occurrence) {
    /** The first start is over before a client starts: only the coordinator can break in it. */
    boolean concerns(Victim victim) {
        return victim.isCoordinator() || !passage.step().equals(TracingDisk.FIRST_RECORD);
    }

    @Override
    public String toString() {
        return passage + " #" + occurrence;
    }
}
