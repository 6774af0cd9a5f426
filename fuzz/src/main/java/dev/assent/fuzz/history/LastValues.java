package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.DIRTY_WRITE;
import static dev.assent.fuzz.history.Anomaly.Kind.LOST;
import static dev.assent.fuzz.history.Anomaly.Kind.NOT_UNDONE;
import static dev.assent.fuzz.history.Anomaly.Kind.SPLIT;
import static dev.assent.fuzz.history.Anomaly.Kind.STRANGE_VALUE;
import static dev.assent.fuzz.history.Anomaly.Kind.UNDONE_LEFT;

import dev.assent.fuzz.history.History.Written;
import dev.assent.fuzz.history.Operation.Append;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is left when all is over: everything of a committed transaction, nothing of another one. */
final class LastValues {
    private final History history;
    private final List<Anomaly> found;

    LastValues(History history, List<Anomaly> found) {
        this.history = history;
        this.found = found;
    }

    void check() {
        history.finals().forEach(this::row);
        history.transactions().forEach(this::transaction);
    }

    private void row(String row, List<Integer> values) {
        Set<Integer> seen = new HashSet<>();
        for (int value : values) {
            Optional<Written> written = history.written(row, value);
            if (written.isEmpty() || !seen.add(value)) {
                found(STRANGE_VALUE, "%s holds %d: %s".formatted(row, value, values));
            } else if (written.get().isUndone()) {
                found(
                        UNDONE_LEFT,
                        "%s holds %d: %s; %s"
                                .formatted(row, value, values, written.get().by()));
            }
        }
        for (int i = 1; i < values.size(); i++) {
            Optional<Written> later = history.written(row, values.get(i));
            for (int before : values.subList(0, i)) {
                later.ifPresent(second -> history.written(row, before)
                        .filter(first -> isUndecided(first, second))
                        .ifPresent(first -> found(
                                DIRTY_WRITE,
                                "%s: %d over %d; %s; %s"
                                        .formatted(row, second.append().value(), before, first.by(), second.by()))));
            }
        }
    }

    /** Whether the second local commit was over before the first transaction was asked to commit. */
    private static boolean isUndecided(Written first, Written second) {
        return !first.by().equals(second.by())
                && first.isCommitted()
                && second.append().kept() == Kept.YES
                && second.append().ended() < first.by().commitAsked();
    }

    private void transaction(Transaction transaction) {
        if (transaction.fate() == Fate.PARKED) {
            found(NOT_UNDONE, transaction.toString());
        }
        List<Append> all = transaction.appends().stream()
                .filter(append -> append.kept() == Kept.YES)
                .toList();
        List<Append> gone = all.stream()
                .filter(append -> !history.last(append.row()).contains(append.value()))
                .toList();
        if (transaction.fate() == Fate.COMMITTED && !gone.isEmpty()) {
            found(LOST, "%s are gone; %s".formatted(gone, transaction));
        }
        if (transaction.fate() == Fate.UNKNOWN && !gone.isEmpty() && gone.size() < all.size()) {
            found(SPLIT, "%s are gone; %s".formatted(gone, transaction));
        }
    }

    private void found(Anomaly.Kind kind, String story) {
        found.add(new Anomaly(kind, story));
    }
}
