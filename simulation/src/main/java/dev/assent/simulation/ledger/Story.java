package dev.assent.simulation.ledger;

import dev.assent.model.Outcome;
import dev.assent.simulation.database.Reservations;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that clients, operators and databases know of one global transaction. */
final class Story {
    final Map<Long, Fact> branches = new LinkedHashMap<>();
    final Set<Place> asked = new LinkedHashSet<>();
    final Set<Long> failedForGood = new LinkedHashSet<>();
    final Set<Long> untried = new LinkedHashSet<>();
    final Set<Long> lostMark = new LinkedHashSet<>();
    final Set<Long> parkable = new LinkedHashSet<>();
    final Map<Long, String> registrars = new LinkedHashMap<>();
    final Map<Place, Long> changes = new LinkedHashMap<>();

    @Nullable
    Outcome outcome;

    String evidence = "";
    /** When its outcome was heard last, or acted on. */
    long heard;

    boolean undone;

    boolean changedAnything() {
        return changes.values().stream().anyMatch(delta -> delta != 0);
    }

    /** Whether a promise is neither kept nor taken back. */
    boolean isReservedAnywhere() {
        return changes.entrySet().stream()
                .anyMatch(change -> change.getValue() != 0
                        && Reservations.isReserved(change.getKey().row()));
    }

    /** An acknowledged registration. */
    record Fact(String resource, Set<Place> rows, Object request) {}

    /** A row of a database. */
    record Place(String database, String row) {}
}
