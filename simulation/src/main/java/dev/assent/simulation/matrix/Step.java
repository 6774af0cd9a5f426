package dev.assent.simulation.matrix;

import dev.assent.simulation.world.StepPoint;

/**
 * A point in a transaction's life.
 *
 * @param occurrence which occurrence, counted from 1
 */
record Step(StepPoint passage, int occurrence) {
    @Override
    public String toString() {
        return passage + " #" + occurrence;
    }
}
