package dev.assent.simulation.database;

import dev.assent.simulation.database.FenceTable.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The TCC side of a database. A try moves what it wants into a row of reserved amounts, beside the row itself; confirm moves it
 * on, cancel takes it back. Each is one local transaction with a fence row.
 */
public final class Reservations {
    private static final String RESERVED = " reserved";

    private final Database database;
    private final FenceTable fence = new FenceTable();
    private final Map<BranchKey, Map<String, Long>> tried = new LinkedHashMap<>();

    Reservations(Database database) {
        this.database = database;
    }

    /** The row that holds what is reserved of a row. */
    public static String reservedOf(String row) {
        return row + RESERVED;
    }

    /** Whether the row's value is only promised. */
    public static boolean isReserved(String row) {
        return row.endsWith(RESERVED);
    }

    /** Commits the try with its fence row. False, and rolled back, if the cancel came first, or the try did. */
    public boolean commitTry(LocalTransaction tx, BranchKey branch, Map<String, Long> moves) {
        if (tx.hasEnded() || fence.find(branch) != null) {
            tx.rollback();
            return false;
        }
        database.apply(tx, branch);
        fence.write(branch, State.TRIED);
        tried.put(branch, new LinkedHashMap<>(moves));
        return true;
    }

    public FenceResult confirm(BranchKey branch) {
        State state = fence.find(branch);
        if (state == null) {
            return FenceResult.NO_TRY;
        }
        return switch (state) {
            case TRIED -> finish(branch, State.CONFIRMED);
            case CONFIRMED -> FenceResult.DONE_BEFORE;
            case CANCELLED, SUSPENDED -> FenceResult.OPPOSITE;
        };
    }

    /** A branch that never tried cannot try afterwards. */
    public FenceResult cancel(BranchKey branch) {
        State state = fence.find(branch);
        if (state == null) {
            fence.write(branch, State.SUSPENDED);
            return FenceResult.EMPTY;
        }
        return switch (state) {
            case TRIED -> finish(branch, State.CANCELLED);
            case CANCELLED, SUSPENDED -> FenceResult.DONE_BEFORE;
            case CONFIRMED -> FenceResult.OPPOSITE;
        };
    }

    private FenceResult finish(BranchKey branch, State end) {
        Map<String, Long> moves = tried.getOrDefault(branch, Map.of());
        LocalTransaction tx = database.begin();
        for (Map.Entry<String, Long> move : moves.entrySet()) {
            boolean free = tx.add(reservedOf(move.getKey()), -move.getValue())
                    && (end == State.CANCELLED || tx.add(move.getKey(), move.getValue()));
            if (!free) {
                tx.rollback();
                return FenceResult.BUSY;
            }
        }
        database.apply(tx, branch);
        fence.write(branch, end);
        tried.remove(branch);
        return FenceResult.DONE;
    }

    /** Branches that have tried and heard no more, with their rows. */
    Map<BranchKey, Set<String>> unfinished() {
        Map<BranchKey, Set<String>> all = new LinkedHashMap<>();
        tried.forEach((branch, moves) -> all.put(branch, moves.keySet()));
        return all;
    }
}
