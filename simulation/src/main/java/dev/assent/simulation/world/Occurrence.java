package dev.assent.simulation.world;

/**
 * One occasion on which a fault was injected, by a name that stays the same when other faults are left out.
 *
 * @param where what the fault belongs to: a process, a connection, a branch of a transaction
 * @param number which occasion for this fault in this place, counted from 1
 */
public record Occurrence(String where, Fault fault, long number) {
    @Override
    public String toString() {
        return fault + " at " + where + " #" + number;
    }
}
