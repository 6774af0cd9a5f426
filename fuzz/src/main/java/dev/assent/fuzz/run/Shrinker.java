package dev.assent.fuzz.run;

import dev.assent.fuzz.judge.Difference;
import dev.assent.fuzz.judge.Judge;
import dev.assent.fuzz.judge.Judgement;
import dev.assent.fuzz.script.LocalWork;
import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Drops parts of a scenario while it still shows the same kind of difference. */
final class Shrinker {
    private static final int MOST_TRIES = 250;

    private final Judge judge;

    Shrinker(Judge judge) {
        this.judge = judge;
    }

    Scenario shortest(Scenario scenario, Difference.Kind kind) throws SQLException {
        Scenario best = scenario;
        int tries = 0;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (int part = parts(best) - 1; part >= 0 && tries < MOST_TRIES; part--) {
                Scenario candidate = without(best, part);
                tries++;
                if (shows(candidate, kind)) {
                    best = candidate;
                    smaller = true;
                }
            }
            smaller &= tries < MOST_TRIES;
        }
        return best;
    }

    private boolean shows(Scenario candidate, Difference.Kind kind) throws SQLException {
        Judgement judgement = judge.judge(candidate);
        return judgement.invalid().isEmpty()
                && judgement.worst().map(Difference::kind).equals(Optional.of(kind));
    }

    private static int parts(Scenario scenario) {
        return scenario.schema().size()
                + scenario.opening().size()
                + scenario.warmUp().size()
                + scenario.meanwhile().size()
                + scenario.session().size()
                + (scenario.refusals() > 0 ? 1 : 0)
                + scenario.work().stream()
                        .mapToInt(work -> work.steps().size() + 1)
                        .sum();
    }

    /** The parts are counted from the beginning: the last, the local transactions, are dropped first. */
    private static Scenario without(Scenario scenario, int part) {
        int left = part;
        List<List<Sql>> lists = new ArrayList<>();
        for (List<Sql> list : List.of(
                scenario.schema(), scenario.opening(), scenario.warmUp(), scenario.meanwhile(), scenario.session())) {
            lists.add(without(list, left));
            left -= list.size();
        }
        int refusals = scenario.refusals();
        if (refusals > 0) {
            refusals -= left == 0 ? 1 : 0;
            left--;
        }
        return new Scenario(
                lists.get(0),
                lists.get(1),
                lists.get(4),
                lists.get(2),
                lists.get(3),
                work(scenario.work(), left),
                scenario.commit(),
                refusals);
    }

    /** Each local transaction counts as one part, and after it each of its steps. */
    private static List<LocalWork> work(List<LocalWork> all, int part) {
        List<LocalWork> kept = new ArrayList<>();
        int left = part;
        for (LocalWork work : all) {
            boolean whole = left == 0;
            left--;
            List<Step> steps = left < 0 ? work.steps() : without(work.steps(), left);
            if (left >= 0 && left < work.steps().size() && work.steps().get(left) instanceof Step.Batch batch) {
                steps = shorter(work.steps(), left, batch);
            }
            left -= work.steps().size();
            if (!whole) {
                kept.add(work.with(steps));
            }
        }
        return kept;
    }

    /** A batch loses its members one after the other. */
    private static List<Step> shorter(List<Step> steps, int at, Step.Batch batch) {
        if (batch.members().size() == 1) {
            return without(steps, at);
        }
        List<Step> kept = new ArrayList<>(steps);
        kept.set(at, new Step.Batch(batch.members().subList(1, batch.members().size())));
        return kept;
    }

    private static <T> List<T> without(List<T> list, int index) {
        if (index < 0 || index >= list.size()) {
            return list;
        }
        return Stream.concat(list.subList(0, index).stream(), list.subList(index + 1, list.size()).stream())
                .toList();
    }
}
