package dev.assent.simulation.database;

/** Sees every change of every database, and keeps its own books. */
public interface Witness {
    long INITIAL = 1000;

    /** A branch has committed the change locally, or an undo has taken it back. */
    void changed(BranchKey branch, String database, String row, long delta);

    void changedFromOutside(String database, String row, long delta);

    /** A branch has committed a change to a row that another global transaction has changed and may still undo. */
    void overwrote(BranchKey branch, BranchKey other, String database, String row);
}
