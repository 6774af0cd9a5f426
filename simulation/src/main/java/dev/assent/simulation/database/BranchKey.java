package dev.assent.simulation.database;

/** One branch of one global transaction. */
public record BranchKey(String xid, long branch) {
    @Override
    public String toString() {
        return xid.substring(xid.lastIndexOf(':') + 1) + '/' + branch;
    }
}
