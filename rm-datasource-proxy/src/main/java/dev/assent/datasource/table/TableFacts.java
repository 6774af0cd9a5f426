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
 * @param hindrance why its rows cannot be undone, whatever changes them; empty if they can be
 * @param triggers that are switched on
 * @param referencedBy the foreign keys that refer to it
 * @param uniqueKeys whose values are locks beside the rows' own
 */
public record TableFacts(
        Optional<AssentException> otherSpace,
        Optional<Hindrance> hindrance,
        List<Trigger> triggers,
        List<ForeignKey> referencedBy,
        List<UniqueKey> uniqueKeys) {
    /** @param detail such as the name of an engine; may be empty */
    public record Hindrance(Refusal reason, String detail) {}

    public TableFacts {
        triggers = List.copyOf(triggers);
        referencedBy = List.copyOf(referencedBy);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /**
     * Why such a change of a row could not be undone; empty if it could.
     *
     * @param set the columns that an UPDATE sets
     * @param harmless functions and triggers ({@code table.trigger}) that change no data, in lower case
     */
    public Optional<Hindrance> hindrance(String table, RowChange change, Collection<Column> set, Set<String> harmless) {
        return hindrance
                .filter(found -> found.reason() != Refusal.UNKNOWN_FUNCTION
                        || !harmless.contains(found.detail().toLowerCase(Locale.ROOT)))
                .or(() -> triggers.stream()
                        .filter(trigger -> trigger.on().stream().anyMatch(change.withUndo()::contains))
                        .filter(trigger -> !harmless.contains((table + '.' + trigger.name()).toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .map(trigger -> new Hindrance(Refusal.TRIGGER, trigger.name())))
                .or(() -> referencedBy.stream()
                        .filter(key -> key.spreads(change, set))
                        .findFirst()
                        .map(key -> new Hindrance(Refusal.CASCADE, key.referencing())));
    }
}
