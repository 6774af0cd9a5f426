package dev.assent.simulation.database;

import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.simulation.database.LocalTransaction.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A participant's database: rows of numbers, an undo log, prepared transactions. What is committed it never forgets. */
public final class Database {
    private final String name;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, LocalTransaction> rowLocks = new LinkedHashMap<>();
    private final Map<BranchKey, Undo> undoLog = new LinkedHashMap<>();
    private final Set<BranchKey> defence = new LinkedHashSet<>();
    private final Set<BranchKey> undoRefused = new LinkedHashSet<>();
    private final PreparedTransactions prepared = new PreparedTransactions(this);
    private final MarkTable marks = new MarkTable();
    private final Set<String> foreignRows = new LinkedHashSet<>();
    private final Reservations reservations = new Reservations(this);
    private final List<LocalTransaction> running = new ArrayList<>();
    private final Witness witness;
    private long connection;
    private int commitsOnTheirWay;
    private boolean down;

    /** @param rowNames all of them; a row begins with 1000 */
    public Database(String name, List<String> rowNames, Witness witness) {
        this.name = name;
        this.witness = witness;
        for (String row : rowNames) {
            rows.put(row, Witness.INITIAL);
            if (row.startsWith("t")) {
                rows.put(Reservations.reservedOf(row), Witness.INITIAL);
            }
        }
    }

    public String name() {
        return name;
    }

    public Set<String> rows() {
        return rows.keySet();
    }

    public MarkTable marks() {
        return marks;
    }

    public PreparedTransactions prepared() {
        return prepared;
    }

    /** Whether the rollback of the branch came before its work. */
    boolean isDefended(BranchKey branch) {
        return defence.contains(branch);
    }

    void defend(BranchKey branch) {
        defence.add(branch);
    }

    /** Loses what is neither committed nor prepared. Returns how many local transactions that were. */
    public int restart() {
        List<LocalTransaction> lost = rowLocks.values().stream()
                .filter(holder -> !prepared.has(holder))
                .distinct()
                .toList();
        lost.forEach(LocalTransaction::rollback);
        return lost.size();
    }

    /** From now on the undo of that branch is against a constraint. */
    public void refuseUndo(BranchKey branch) {
        if (undoLog.containsKey(branch)) {
            undoRefused.add(branch);
        }
    }

    public Reservations reservations() {
        return reservations;
    }

    /** Rows belong to a mode each, since only writers of one mode keep out of each other's way. */
    public List<String> rowsFor(BranchType type) {
        String initial = type.name().substring(0, 1).toLowerCase(Locale.ROOT);
        return rows.keySet().stream()
                .filter(row -> row.startsWith(initial) && !Reservations.isReserved(row))
                .toList();
    }

    public LocalTransaction begin() {
        running.removeIf(LocalTransaction::hasEnded);
        LocalTransaction tx = new LocalTransaction(this);
        running.add(tx);
        return tx;
    }

    /** Every connection ends, and with it what was neither committed nor prepared. */
    public void dropConnections() {
        connection++;
        List<LocalTransaction> lost =
                running.stream().filter(tx -> !prepared.has(tx)).toList();
        lost.forEach(LocalTransaction::rollback);
    }

    /** The server crashes. What was committed or prepared is there again when it is back. */
    public void crash() {
        dropConnections();
        down = true;
    }

    public void comeBack() {
        down = false;
    }

    public boolean isUp() {
        return !down;
    }

    /** The number of the connection in use. It grows when the connections end: work that began under an earlier number is lost. */
    public long connection() {
        return connection;
    }

    /**
     * Commits locally, with an undo row.
     *
     * @param assent whose format the undo row has
     * @param mark the database must still have; null if the branch has none
     * @return false if the outcome was rollback before this came, or the mark is not there: then it is rolled back
     */
    public boolean commit(LocalTransaction tx, BranchKey branch, boolean assent, @Nullable DatabaseMark mark) {
        if (tx.hasEnded() || defence.contains(branch) || (mark != null && !marks.is(mark))) {
            tx.rollback();
            return false;
        }
        for (String row : tx.changes().keySet()) {
            undoLog.forEach((other, undo) -> {
                if (undo.changes().containsKey(row) && !other.xid().equals(branch.xid())) {
                    witness.overwrote(branch, other, name, row);
                }
            });
        }
        apply(tx, branch);
        undoLog.put(branch, new Undo(new LinkedHashMap<>(tx.changes()), assent, mark));
        return true;
    }

    void apply(LocalTransaction tx, BranchKey branch) {
        tx.changes().forEach((row, change) -> {
            rows.put(row, change.after());
            witness.changed(branch, name, row, change.delta());
        });
        tx.end();
        unlock(tx);
    }

    public boolean hasUndo(BranchKey branch) {
        return undoLog.containsKey(branch);
    }

    /**
     * Whether a branch that one of ours has registered under another mark than this one has an undo row.
     *
     * @param counts of which global transactions
     */
    public boolean hasUndoUnderAnother(DatabaseMark mark, Predicate<String> counts) {
        return undoLog.entrySet().stream()
                .filter(entry -> entry.getValue().assent()
                        && !mark.equals(entry.getValue().mark()))
                .anyMatch(entry -> counts.test(entry.getKey().xid()));
    }

    /** The branch is committed for good. Returns false if its undo row is the other kind's. */
    public boolean forget(BranchKey branch, boolean assent) {
        Undo undo = undoLog.get(branch);
        if (undo != null && undo.assent() != assent) {
            return false;
        }
        undoLog.remove(branch);
        return true;
    }

    /** Restores the before image of all rows, or touches nothing. A branch that never came cannot come afterwards. */
    public UndoResult undo(BranchKey branch, boolean assent) {
        Undo undo = undoLog.get(branch);
        if (undo == null) {
            defence.add(branch);
            return UndoResult.NOTHING_TO_UNDO;
        }
        if (undo.assent() != assent) {
            return UndoResult.FOREIGN_FORMAT;
        }
        if (undoRefused.contains(branch)) {
            return UndoResult.REFUSED;
        }
        for (Map.Entry<String, Change> row : undo.changes().entrySet()) {
            if (rowLocks.containsKey(row.getKey())) {
                return UndoResult.BUSY;
            }
            if (value(row.getKey()) != row.getValue().after()) {
                return UndoResult.DIRTY;
            }
        }
        undo.changes().forEach((row, change) -> {
            rows.put(row, change.before());
            witness.changed(branch, name, row, -change.delta());
        });
        undoLog.remove(branch);
        return UndoResult.UNDONE;
    }

    /** A writer outside of all global transactions changes the row. */
    public void writeFromOutside(String row, long delta) {
        if (!rowLocks.containsKey(row)) {
            rows.merge(row, delta, Long::sum);
            foreignRows.add(row);
            witness.changedFromOutside(name, row, delta);
        }
    }

    /** Whether a writer outside of all global transactions has changed a row that the branch may have to undo. */
    public boolean hasForeignWrite(BranchKey branch) {
        Undo undo = undoLog.get(branch);
        return undo != null && undo.changes().keySet().stream().anyMatch(foreignRows::contains);
    }

    /**
     * Whether the row has a change that may still have to be undone.
     *
     * @param counts whose
     */
    public boolean mayBeUndone(String row, Predicate<String> counts) {
        return undoLog.entrySet().stream()
                .anyMatch(entry -> entry.getValue().changes().containsKey(row)
                        && counts.test(entry.getKey().xid()));
    }

    /** The transaction's rows become free although it is unfinished: from now on any value may stand there. */
    public void abandon(String xid) {
        undoLog.forEach((branch, undo) -> {
            if (branch.xid().equals(xid)) {
                foreignRows.addAll(undo.changes().keySet());
            }
        });
    }

    /** Branches that are neither committed for good nor undone, with their rows. */
    public Map<BranchKey, Set<String>> unfinished() {
        Map<BranchKey, Set<String>> all = new LinkedHashMap<>();
        undoLog.forEach((branch, undo) -> all.put(branch, undo.changes().keySet()));
        all.putAll(prepared.unfinished());
        all.putAll(reservations.unfinished());
        return all;
    }

    public long value(String row) {
        Long value = rows.get(row);
        if (value == null) {
            throw new IllegalArgumentException("Expected a row of " + name + ", but got " + row);
        }
        return value;
    }

    boolean lock(String row, LocalTransaction tx) {
        if (down) {
            return false;
        }
        @Nullable LocalTransaction holder = rowLocks.putIfAbsent(row, tx);
        return holder == null || holder == tx;
    }

    void unlock(LocalTransaction tx) {
        rowLocks.values().removeIf(holder -> holder == tx);
    }

    /** A client has sent a commit and then lost its connection: the call is still on its way, and holds its rows. */
    public void commitSent() {
        commitsOnTheirWay++;
    }

    public void commitArrived() {
        commitsOnTheirWay--;
    }

    /** Whether a commit is on its way that its client has given up. */
    public boolean awaitsCommit() {
        return commitsOnTheirWay > 0;
    }

    /** Rows held by a local transaction that is neither ended nor prepared. */
    public long rowsInUse() {
        return rowLocks.values().stream()
                .filter(holder -> !prepared.has(holder))
                .count();
    }

    private record Undo(
            Map<String, Change> changes,
            boolean assent,
            @Nullable DatabaseMark mark) {}
}
