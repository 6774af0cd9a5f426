package dev.assent.server.session;

import dev.assent.model.DatabaseMark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The databases that one connection has named by their marks, and what has come of that. */
final class SessionMarks {
    /** Why no branch is taken until a check has ended. */
    static final String CHECKING = "";

    private final Map<DatabaseMark, String> names = new LinkedHashMap<>();
    private final Map<DatabaseMark, String> refused = new LinkedHashMap<>();

    /**
     * The connection serves the database under this name; one that it served under the name before is another now.
     *
     * @return the mark that it serves no more; null if there is none
     */
    @Nullable
    DatabaseMark accept(String name, DatabaseMark mark) {
        refused.remove(mark);
        names.putIfAbsent(mark, name);
        for (Map.Entry<DatabaseMark, String> entry : names.entrySet()) {
            if (entry.getValue().equals(name) && !entry.getKey().equals(mark)) {
                names.remove(entry.getKey());
                return entry.getKey();
            }
        }
        return null;
    }

    /** No branch is taken from it until that is over. */
    void checking(DatabaseMark mark) {
        refused.put(mark, CHECKING);
    }

    /**
     * Its name may not stand for the database: the connection gets the outcomes of what is open there, and no branch is taken
     * from it.
     *
     * @param why for people
     */
    void refuseBranches(DatabaseMark mark, String why) {
        refused.put(mark, why);
    }

    /** @param why for people */
    void refuse(DatabaseMark mark, String why) {
        names.remove(mark);
        refused.put(mark, why);
    }

    boolean serves(DatabaseMark mark) {
        return names.containsKey(mark);
    }

    boolean takesBranches(DatabaseMark mark) {
        return serves(mark) && !refused.containsKey(mark);
    }

    /** The name under which this connection knows the database. */
    Optional<String> name(DatabaseMark mark) {
        return Optional.ofNullable(names.get(mark));
    }

    /** Why a branch of that database is not taken from this connection; empty if it is. */
    Optional<String> refusal(DatabaseMark mark) {
        return takesBranches(mark) ? Optional.empty() : Optional.of(refused.getOrDefault(mark, CHECKING));
    }

    Iterable<DatabaseMark> all() {
        return names.keySet();
    }

    int size() {
        return names.size() + refused.size();
    }

    static boolean isBeingChecked(String refusal) {
        return refusal.equals(CHECKING);
    }
}
