package dev.assent.datasource.table;

import dev.assent.datasource.errors.Refusal;
import dev.assent.model.AssentException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What hangs on a table and changes, hides or keeps rows beside the statement.
 *
 * @param otherSpace why its rows cannot be locked from this data source; empty if they can
 * @param hindrances why its rows cannot be undone, whatever changes them
 * @param functions of users that a change may call, in lower case
 * @param triggers that are switched on
 * @param referencedBy the foreign keys that refer to it
 * @param uniqueKeys whose values are locks beside the rows' own
 */
public record TableFacts(
        Optional<AssentException> otherSpace,
        List<Hindrance> hindrances,
        List<String> functions,
        List<Trigger> triggers,
        List<ForeignKey> referencedBy,
        List<UniqueKey> uniqueKeys) {
    /** @param detail such as the name of an engine; may be empty */
    public record Hindrance(Refusal reason, String detail) {}

    public TableFacts {
        hindrances = List.copyOf(hindrances);
        functions = List.copyOf(functions);
        triggers = List.copyOf(triggers);
        referencedBy = List.copyOf(referencedBy);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /**
     * Why such a change of a row could not be undone; empty if it could.
     *
     * @param harmless triggers ({@code table.trigger}) that change no data, in lower case
     * @param writers functions of users that may change rows, in lower case
     */
    public Optional<Hindrance> hindrance(String table, RowChange change, Set<String> harmless, Set<String> writers) {
        return hindrances.stream()
                .findFirst()
                .or(() -> functions.stream()
                        .filter(writers::contains)
                        .findFirst()
                        .map(function -> new Hindrance(Refusal.UNKNOWN_FUNCTION, function)))
                .or(() -> triggers.stream()
                        .filter(trigger -> trigger.on().stream().anyMatch(change.withUndo()::contains))
                        .filter(trigger -> !harmless.contains((table + '.' + trigger.name()).toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .map(trigger -> new Hindrance(Refusal.TRIGGER, trigger.name())));
    }

    /**
     * The foreign keys by which such a change of a row goes on to others.
     *
     * @param set the columns that an UPDATE sets
     */
    public List<ForeignKey> spreading(RowChange change, Collection<Column> set) {
        return referencedBy.stream().filter(key -> key.spreads(change, set)).toList();
    }
}
