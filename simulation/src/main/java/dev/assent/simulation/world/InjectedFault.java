package dev.assent.simulation.world;

/**
 * One fault that struck, by a name that stays when others are left out.
 *
 * @param where whose fault it is: a process, a connection, a transaction's leg
 * @param occasion the how manieth time it could have struck there
 */
public record InjectedFault(String where, Fault fault, long occasion) {
    @Override
    public String toString() {
        return fault + " at " + where + " #" + occasion;
    }
}
