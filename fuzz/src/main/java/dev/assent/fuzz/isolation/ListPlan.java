package dev.assent.fuzz.isolation;

import dev.assent.fuzz.grammar.Draw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one transaction on lists is to do, drawn from a seed.
 *
 * @param goesOn whether it does the rest after a local transaction that has failed
 */
record ListPlan(List<Local> locals, boolean goesOn, boolean commits, Duration timeout) {
    /** How many rows each database has. */
    static final int ROWS = 6;

    private static final Duration LONG = Duration.ofSeconds(30);

    enum Action {
        /** {@code UPDATE … SET vals = concat(vals, …)}. */
        APPEND,
        /** Reads for update, and writes what it has read with its value at the end. */
        READ_AND_APPEND,
        READ_FOR_UPDATE,
        READ
    }

    record Step(Action action, int row) {}

    enum LocalEnd {
        COMMIT,
        ROLLBACK,
        /** The server ends the session before the commit. */
        KILLED,
        /** The server ends the session during the commit, about. */
        KILLED_MEANWHILE
    }

    /** @param autocommit then each step is a local transaction of its own, and there is one step */
    record Local(int shard, boolean autocommit, List<Step> steps, LocalEnd end) {}

    static ListPlan draw(Draw draw) {
        List<Local> locals = new ArrayList<>();
        int count = draw.between(1, 3);
        for (int i = 0; i < count; i++) {
            locals.add(local(draw));
        }
        if (draw.percent(70)) { // with an order, fewer of them wait for each other
            locals.sort(Comparator.comparing(Local::shard));
        }
        boolean commits = draw.percent(80);
        Duration timeout = draw.percent(12) ? Duration.ofMillis(draw.between(5, 80)) : LONG;
        return new ListPlan(locals, draw.percent(50), commits, timeout);
    }

    private static Local local(Draw draw) {
        int shard = draw.below(2);
        if (draw.percent(30)) {
            Action action = draw.of(Action.APPEND, Action.APPEND, Action.READ_FOR_UPDATE, Action.READ);
            return new Local(shard, true, List.of(new Step(action, draw.below(ROWS))), LocalEnd.COMMIT);
        }
        List<Step> steps = new ArrayList<>();
        int count = draw.between(1, 3);
        for (int i = 0; i < count; i++) {
            steps.add(new Step(draw.of(Action.values()), draw.below(ROWS)));
        }
        if (draw.percent(70)) {
            steps.sort(Comparator.comparing(Step::row));
        }
        return new Local(shard, false, steps, end(draw.below(100)));
    }

    private static LocalEnd end(int percent) {
        if (percent < 6) {
            return LocalEnd.ROLLBACK;
        }
        if (percent < 9) {
            return LocalEnd.KILLED;
        }
        return percent < 13 ? LocalEnd.KILLED_MEANWHILE : LocalEnd.COMMIT;
    }
}
