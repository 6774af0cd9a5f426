package dev.assent.fuzz.run;

import dev.assent.fuzz.judge.Difference;
import dev.assent.fuzz.judge.Judge;
import dev.assent.fuzz.judge.Tally;
import dev.assent.fuzz.script.Scenario;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a run has found. */
public final class Findings {
    private static final int SHRINKS_PER_GROUP = 3;

    private final Tally tally = new Tally();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final Map<String, Integer> shrunk = new HashMap<>();
    private final Map<String, Integer> invalid = new LinkedHashMap<>();
    private int transactions;
    private int differing;

    Tally tally() {
        return tally;
    }

    public int transactions() {
        return transactions;
    }

    public int differing() {
        return differing;
    }

    Map<String, Integer> invalid() {
        return invalid;
    }

    /** The worst first. */
    List<Failure> failures() {
        List<Failure> sorted = new ArrayList<>(failures.values());
        sorted.sort(Comparator.comparing(Failure::kind)
                .thenComparing(Comparator.comparing(Failure::times).reversed()));
        return sorted;
    }

    void count(Tally counted) {
        transactions++;
        tally.add(counted);
    }

    void invalid(String why) {
        invalid.merge(why.lines().findFirst().orElse(""), 1, Integer::sum);
    }

    /** A failure that needs fewer features is the same one. */
    private Optional<Failure> known(Failure failure) {
        Failure same = failures.get(failure.group());
        if (same != null) {
            return Optional.of(same);
        }
        return failures.values().stream()
                .filter(known ->
                        known.kind() == failure.kind() && !known.because().isEmpty())
                .filter(known -> failure.because().containsAll(known.because()))
                .findFirst();
    }

    /** Finds the shortest script, unless enough failures with the same features have been looked at. */
    void add(long seed, Scenario scenario, Difference difference, Judge judge) throws SQLException {
        differing++;
        String drawn = difference.kind() + " " + scenario.because();
        if (shrunk.getOrDefault(drawn, 0) >= SHRINKS_PER_GROUP) {
            failures.values().stream()
                    .filter(known -> known.kind() == difference.kind()
                            && scenario.because().containsAll(known.because()))
                    .findFirst()
                    .ifPresent(Failure::again);
            return;
        }
        shrunk.merge(drawn, 1, Integer::sum);
        Scenario shortest = new Shrinker(judge).shortest(scenario, difference);
        List<String> details =
                judge.judge(shortest).worst().map(Difference::details).orElse(difference.details());
        Failure failure = new Failure(difference.kind(), shortest, details, seed);
        known(failure).ifPresentOrElse(known -> known.merge(failure), () -> failures.put(failure.group(), failure));
    }
}
