package dev.assent.datasource.branch;

import dev.assent.datasource.table.Confirmations;
import dev.assent.datasource.table.Stamp;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that a local transaction has changed by what was known of them, and since when it has surely had its lock on
 * each. Another session may have changed a table after its description was read, until we locked it.
 */
final class ChangedTables {
    private final Confirmations confirmations;
    private final Map<Stamp, Optional<Long>> locked = new LinkedHashMap<>();
    private final Set<Stamp> answered = new HashSet<>();
    private Optional<Long> succeeded = Optional.empty();
    private boolean current;

    ChangedTables(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    /** Whether this connection's own queries see the catalogue as it is when they begin. */
    void seeTheCatalogue(boolean current) {
        this.current = current;
    }

    /** A statement is about to change it, maybe behind a return to a savepoint, which has released the lock. */
    void change(Stamp table) {
        answered.remove(table);
        locked.put(table, Optional.empty());
    }

    /** The statement has run, so its tables are locked now. */
    void ran() {
        Optional<Long> now = Optional.of(confirmations.now());
        locked.replaceAll((table, since) -> since.isPresent() ? since : now);
    }

    /** The local transaction has returned to a savepoint, which may have released locks. */
    void wentBack() {
        answered.clear();
        locked.replaceAll((table, since) -> Optional.empty());
    }

    /** The tables of which it is not known that they are as they were when they were locked. */
    List<Stamp> unconfirmed() {
        List<Stamp> unconfirmed = new ArrayList<>();
        locked.forEach((table, since) -> {
            boolean confirmed = since.isPresent() && confirmations.hasOneSince(table, since.get());
            if (!confirmed && !answered.contains(table)) {
                unconfirmed.add(table);
            }
        });
        return unconfirmed;
    }

    /**
     * Runs a statement that asks about the tables of which nothing is known. Others whose locks were there when it began need not
     * ask then: not about these, and not about the other tables either, since this local transaction goes on, so it has had its
     * lock on them all the time. If the answer of another is to be expected, the statement does not ask, and {@link #changed} must.
     */
    boolean confirming(Question question) throws SQLException {
        List<Stamp> unconfirmed = unconfirmed();
        List<Stamp> asked = unconfirmed.stream().allMatch(this::isExpected) ? List.of() : unconfirmed;
        boolean turn = !asked.isEmpty() && current && confirmations.takeTurn();
        try {
            long begun = confirmations.now();
            confirmations.expect(current ? locked.keySet() : List.of(), begun);
            boolean same = question.areStill(asked);
            if (same) {
                answered.addAll(asked);
                succeeded = Optional.of(begun);
                confirmations.add(current ? asked : List.of(), begun);
            }
            return same;
        } finally {
            if (turn) {
                confirmations.endTurn();
            }
        }
    }

    /** Asks about the tables of which nothing is known by itself, unless another asks and its answer does. */
    List<String> changed(Catalogue catalogue) throws SQLException {
        if (unconfirmed().isEmpty()) {
            passOnWhatIsConfirmed();
            return List.of();
        }
        boolean turn = confirmations.awaitTurn();
        try {
            List<Stamp> asked = unconfirmed();
            long begun = confirmations.now();
            List<String> changed = asked.isEmpty() ? List.of() : catalogue.changed(asked);
            if (changed.isEmpty()) {
                confirmations.add(current ? asked : List.of(), begun);
                passOnWhatIsConfirmed();
            }
            return changed;
        } finally {
            if (turn) {
                confirmations.endTurn();
            }
        }
    }

    /** The locks of others that were there when the statement began may have come after what this one knows them from. */
    private void passOnWhatIsConfirmed() {
        succeeded.ifPresent(begun -> locked.forEach((table, since) -> {
            if (since.isPresent() && confirmations.hasOneSince(table, since.get())) {
                confirmations.add(List.of(table), begun);
            }
        }));
    }

    private boolean isExpected(Stamp table) {
        Optional<Long> since = Objects.requireNonNull(locked.get(table));
        return since.isPresent() && confirmations.expectsOneSince(table, since.get());
    }

    void clear() {
        succeeded = Optional.empty();
        answered.clear();
        locked.clear();
    }

    /** Asks which tables are not described as they were. */
    interface Catalogue {
        List<String> changed(List<Stamp> tables) throws SQLException;
    }

    /** Whether the tables are described as they were, asked in the course of something else. */
    interface Question {
        boolean areStill(List<Stamp> tables) throws SQLException;
    }
}
