package dev.assent.datasource.branch;

import dev.assent.datasource.table.Confirmations;
import dev.assent.datasource.table.Stamp;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables that a local transaction has changed by what was known of them, and since when it has surely had its lock on
 * each. Another session may have changed a table after its description was read, until we locked it.
 */
final class ChangedTables {
    private final Confirmations confirmations;
    private final boolean slow;
    private final Map<Stamp, Optional<Long>> locked = new LinkedHashMap<>();
    private boolean current;

    /** @param slow whether to wait for the answer that another one gets is better than to ask */
    ChangedTables(Confirmations confirmations, boolean slow) {
        this.confirmations = confirmations;
        this.slow = slow;
    }

    /** Whether this connection's own queries see the catalogue as it is when they begin. */
    void seeTheCatalogue(boolean current) {
        this.current = current;
    }

    /** A statement is about to change it, maybe behind a return to a savepoint, which has released the lock. */
    void change(Stamp table) {
        locked.put(table, Optional.empty());
    }

    /** The statement has run, so its tables are locked now. */
    void ran() {
        Optional<Long> now = Optional.of(confirmations.now());
        locked.replaceAll((table, since) -> since.isPresent() ? since : now);
    }

    /** The tables of which no one has asked since they were locked. */
    List<Stamp> unconfirmed() {
        List<Stamp> unconfirmed = new ArrayList<>();
        locked.forEach((table, since) -> {
            if (since.isEmpty() || !confirmations.hasOneSince(table, since.get())) {
                unconfirmed.add(table);
            }
        });
        return unconfirmed;
    }

    /** Asks about these; others whose locks were there when it began need not ask then. */
    boolean confirming(Question question) throws SQLException {
        boolean turn = slow && current && !unconfirmed().isEmpty() && confirmations.takeTurn();
        List<Stamp> asked = unconfirmed();
        if (turn && asked.isEmpty()) {
            confirmations.endTurn();
            turn = false;
        }
        try {
            long begun = confirmations.now();
            boolean same = question.areStill(asked);
            if (same && current) {
                confirmations.add(asked, begun);
            }
            return same;
        } finally {
            if (turn) {
                confirmations.endTurn();
            }
        }
    }

    void clear() {
        locked.clear();
    }

    /** Whether the tables are described as they were, asked in the course of something else. */
    interface Question {
        boolean areStill(List<Stamp> tables) throws SQLException;
    }
}
