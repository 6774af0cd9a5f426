package dev.assent.simulation.world;

import java.util.Locale;

/** A step of a transaction is being taken: a message goes, a record is written, a participant does its part. */
public record StepPoint(String step, Moment moment) {
    @Override
    public String toString() {
        return moment.name().toLowerCase(Locale.ROOT) + " " + step;
    }
}
