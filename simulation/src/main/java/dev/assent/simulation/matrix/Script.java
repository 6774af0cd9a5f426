package dev.assent.simulation.matrix;

import dev.assent.model.BranchType;
import java.util.List;
import java.util.Locale;

/** What the transaction that is broken should have been: two branches of a type, and how it ends. */
public record Script(BranchType type, boolean commits) {
    static final List<Script> ALL = List.of(
            new Script(BranchType.AT, true),
            new Script(BranchType.AT, false),
            new Script(BranchType.TCC, true),
            new Script(BranchType.TCC, false));

    /** The row that both transactions want, in two databases. */
    String row() {
        return type.name().substring(0, 1).toLowerCase(Locale.ROOT) + '0';
    }

    @Override
    public String toString() {
        return type + (commits ? " commit" : " rollback");
    }
}
