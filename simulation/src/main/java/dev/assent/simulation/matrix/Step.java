package dev.assent.simulation.matrix;

import dev.assent.simulation.world.StepPoint;

/**
 * A point of a transaction's life.
 *
 * @param occurrence the how manieth time it is passed
 */
record Step(StepPoint passage, int occurrence) {
    @Override
    public String toString() {
        return passage + " #" + occurrence;
    }
}
