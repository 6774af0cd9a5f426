package dev.assent.fuzz.run;

import dev.assent.fuzz.judge.Difference;
import dev.assent.fuzz.judge.Judge;
import dev.assent.fuzz.judge.Judgement;
import dev.assent.fuzz.script.Scenario;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Drops parts of a scenario while it still shows the same kind of difference: first halves, then less, then single parts. */
final class Shrinker {
    private static final int MOST_TRIES = 150;
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final Judge judge;
    private int tries;
    private long end;

    Shrinker(Judge judge) {
        this.judge = judge;
    }

    Scenario shortest(Scenario scenario, Difference difference) throws SQLException {
        tries = 0;
        end = System.nanoTime() + LONGEST.toNanos();
        Parts parts = Parts.of(scenario);
        BitSet kept = new BitSet();
        kept.set(0, parts.count());
        int size = Math.max(1, parts.count() / 2);
        while (goesOn()) {
            boolean smaller = pass(parts, kept, size, difference);
            if (size == 1 && !smaller) {
                break;
            }
            size = Math.max(1, size / 2);
        }
        return parts.scenario(kept);
    }

    /** Tries to leave out each run of parts, the last first: the statements go before the tables that they need. */
    private boolean pass(Parts parts, BitSet kept, int size, Difference difference) throws SQLException {
        List<Integer> indexes = new ArrayList<>(kept.stream().boxed().toList());
        boolean smaller = false;
        for (int to = indexes.size(); to > 0 && goesOn(); to -= size) {
            BitSet fewer = (BitSet) kept.clone();
            indexes.subList(Math.max(0, to - size), to).forEach(fewer::clear);
            if (shows(parts.scenario(fewer), difference)) {
                kept.and(fewer);
                smaller = true;
            }
        }
        return smaller;
    }

    private boolean goesOn() {
        return tries < MOST_TRIES && System.nanoTime() < end;
    }

    private boolean shows(Scenario candidate, Difference difference) throws SQLException {
        tries++;
        Judgement judgement = judge.judge(candidate);
        return judgement.invalid().isEmpty()
                && judgement.worst().filter(difference::isLike).isPresent();
    }
}
