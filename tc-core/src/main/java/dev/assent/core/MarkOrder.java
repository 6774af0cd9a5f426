package dev.assent.core;

import dev.assent.model.DatabaseMark;
import org.jspecify.annotations.Nullable;

/**
 * An order that the next database of a name takes a mark: an operator's, for one that has lost its mark or for a copy; or the
 * coordinator's own, for one that has lost its mark.
 *
 * @param mark to take
 * @param taken a database has received it, and has not been seen with it yet
 * @param forCopies holds for a database that is refused as a copy too; no longer after a restart if original and copy have
 *     one name, since then the first of them that connects counts as the original
 */
public record MarkOrder(DatabaseMark mark, boolean taken, boolean forCopies) {
    /** The coordinator's own: the name stands for the mark already, though no database has been seen with it. */
    static MarkOrder inPlaceOfALostMark(DatabaseMark fresh) {
        return new MarkOrder(fresh, true, false);
    }

    boolean isInPlaceOfALostMark(@Nullable DatabaseMark known) {
        return taken && !forCopies && mark.equals(known);
    }
}
