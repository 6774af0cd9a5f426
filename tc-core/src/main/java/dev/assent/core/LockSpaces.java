package dev.assent.core;

import dev.assent.core.LockTable.Held;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a database are locked, and where they are looked for. A branch locks its rows in one space. It looks for
 * them in another one too where nothing says that the two are not one database: a name may come to stand for another mark
 * while branches of the mark before are open under it, and a client that has the name alone may mean either. Of two databases
 * of one name, a branch then waits for a row of the other; it never gets one that is held.
 */
final class LockSpaces {
    private final View view;

    LockSpaces(View view) {
        this.view = view;
    }

    /** @param mark null from a client that has the name alone */
    List<LockKey> rows(String name, @Nullable DatabaseMark mark, @Nullable String lockKey) {
        return LockKey.parse(mark == null ? space(name) : mark.value(), lockKey);
    }

    /** The space of the rows that are locked by the name alone: its database's, if that is known. */
    private String space(String name) {
        DatabaseMark known = view.mark(name);
        return known == null ? name : known.value();
    }

    /**
     * The first of these rows that another transaction holds.
     *
     * @param rows in the space in which the asking branch locks them
     */
    Optional<Held> heldByOther(@Nullable Xid xid, String name, @Nullable DatabaseMark mark, List<LockKey> rows) {
        Optional<Held> held = view.heldByOther(xid, rows);
        for (String other : others(name, mark)) {
            if (held.isEmpty()) {
                held = view.heldByOther(
                        xid, rows.stream().map(row -> row.in(other)).toList());
            }
        }
        return held;
    }

    private Set<String> others(String name, @Nullable DatabaseMark mark) {
        Set<String> spaces = new LinkedHashSet<>();
        if (mark == null) {
            view.openMarks(name).forEach(each -> spaces.add(each.value()));
            spaces.remove(space(name));
        } else if (!mark.equals(view.mark(name)) && view.isOpenByNameAlone(name)) {
            spaces.add(space(name));
        }
        return spaces;
    }
}
