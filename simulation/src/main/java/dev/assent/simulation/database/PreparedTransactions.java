package dev.assent.simulation.database;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The XA side of a database: what is prepared outlives connections, processes and restarts, and keeps its rows. */
public final class PreparedTransactions {
    private final Database database;
    private final Map<BranchKey, LocalTransaction> prepared = new LinkedHashMap<>();
    private final Set<BranchKey> endedByHand = new LinkedHashSet<>();

    PreparedTransactions(Database database) {
        this.database = database;
    }

    /** Returns false if the outcome was rollback before this came: then it is rolled back. */
    public boolean prepare(LocalTransaction tx, BranchKey branch) {
        if (tx.hasEnded() || database.isDefended(branch)) {
            tx.rollback();
            return false;
        }
        prepared.put(branch, tx);
        return true;
    }

    /** A person rolls back what is prepared, whatever the coordinator says. */
    public void endByHand(BranchKey branch) {
        endedByHand.add(branch);
        end(branch);
    }

    public XaEnd commit(BranchKey branch) {
        LocalTransaction tx = prepared.remove(branch);
        if (tx == null) {
            return unknown(branch);
        }
        database.apply(tx, branch);
        return XaEnd.DONE;
    }

    public XaEnd rollback(BranchKey branch) {
        database.defend(branch);
        return end(branch) ? XaEnd.DONE : unknown(branch);
    }

    private XaEnd unknown(BranchKey branch) {
        return endedByHand.contains(branch) ? XaEnd.ROLLED_BACK_BY_HAND : XaEnd.UNKNOWN;
    }

    private boolean end(BranchKey branch) {
        LocalTransaction tx = prepared.remove(branch);
        if (tx != null) {
            tx.rollback();
        }
        return tx != null;
    }

    boolean has(LocalTransaction tx) {
        return prepared.containsValue(tx);
    }

    /** How many there are: what {@code XA RECOVER} would list. */
    public int count() {
        return prepared.size();
    }

    /** With their rows. */
    Map<BranchKey, Set<String>> unfinished() {
        Map<BranchKey, Set<String>> all = new LinkedHashMap<>();
        prepared.forEach((branch, tx) -> all.put(branch, tx.changes().keySet()));
        return all;
    }
}
