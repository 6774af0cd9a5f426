package dev.assent.simulation.database;

import dev.assent.model.DatabaseMark;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row in which a database keeps its mark, with the word that is written beside it. */
public final class MarkTable {
    private final Set<DatabaseMark> ever = new LinkedHashSet<>();
    private @Nullable DatabaseMark mark;
    private String word = "";

    public Optional<DatabaseMark> find() {
        return Optional.ofNullable(mark);
    }

    public boolean is(DatabaseMark wanted) {
        return wanted.equals(mark);
    }

    /** Whether it is the mark of this database now, or was before. */
    public boolean wasEver(DatabaseMark wanted) {
        return ever.contains(wanted);
    }

    /**
     * The unique key decides between several creators.
     *
     * @return whether this one was the first
     */
    public boolean create(DatabaseMark fresh) {
        if (mark != null) {
            return false;
        }
        put(fresh);
        return true;
    }

    /** Changes nothing if the old one is not there any more. */
    public void replace(DatabaseMark old, DatabaseMark other) {
        if (is(old)) {
            put(other);
        }
    }

    private void put(DatabaseMark next) {
        mark = next;
        word = "";
        ever.add(next);
    }

    /** Takes over the row as a physical copy of the database does. */
    public void copyOf(MarkTable original) {
        mark = original.mark;
        word = original.word;
    }

    public void truncate() {
        mark = null;
        word = "";
    }

    /** Returns the word, or an empty one if this is not the database with that mark. */
    public String write(DatabaseMark to, String next) {
        if (!is(to)) {
            return "";
        }
        word = next;
        return next;
    }

    /** The word that was written last; empty if there is none, or if this is not the database with that mark. */
    public String read(DatabaseMark of) {
        return is(of) ? word : "";
    }
}
