package dev.assent.simulation.bank;

import java.util.ArrayList;
import java.util.List;

/**
 * One mistake in one source file.
 *
 * @param id names it for ever
 * @param bug what it does
 * @param seenIn who has had it; a number in brackets is that of the bank of known bugs it was taken from
 * @param type behind {@code dev.assent.}
 * @param suite what should notice
 */
record Mutant(String id, String bug, String seenIn, String type, List<Change> changes, Suite suite) {
    Mutant {
        changes = List.copyOf(changes);
    }

    /** A snippet that stands exactly once in the source, spaces and line breaks aside, and what to put there. */
    record Change(String snippet, String replacement) {}

    static Draft mutant(String id, String bug) {
        return new Draft(id, bug);
    }

    @Override
    public String toString() {
        return id;
    }

    static final class Draft {
        private final String id;
        private final String bug;
        private final List<Change> changes = new ArrayList<>();
        private String seenIn = "";
        private String type = "";

        private Draft(String id, String bug) {
            this.id = id;
            this.bug = bug;
        }

        Draft seenIn(String whom) {
            seenIn = whom;
            return this;
        }

        Draft in(String changedType) {
            type = changedType;
            return this;
        }

        Draft change(String snippet, String replacement) {
            changes.add(new Change(snippet, replacement));
            return this;
        }

        Mutant killedBy(Suite suite) {
            return new Mutant(id, bug, seenIn, type, changes, suite);
        }
    }
}
