package dev.assent.fuzz.script;

import java.util.List;

/**
 * The steps between two local commits, or any number of autocommit statements.
 *
 * @param commits false: they end with a local rollback
 */
public record LocalWork(boolean autoCommit, boolean commits, List<Step> steps) {
    public LocalWork {
        steps = List.copyOf(steps);
    }

    public LocalWork with(List<Step> others) {
        return new LocalWork(autoCommit, commits, others);
    }
}
