package dev.assent.fuzz.run;

import dev.assent.fuzz.judge.Difference;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.Scenario;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One kind of failure: the shortest script that shows it, and how often it was seen. */
final class Failure {
    private final Difference.Kind kind;
    private final Set<Feature> because;
    private Scenario shortest;
    private List<String> details;
    private long seed;
    private int times;

    Failure(Difference.Kind kind, Scenario script, List<String> details, long seed) {
        this.kind = kind;
        this.because = script.because();
        this.shortest = script;
        this.details = details;
        this.seed = seed;
        this.times = 1;
    }

    Difference.Kind kind() {
        return kind;
    }

    Set<Feature> because() {
        return because;
    }

    long seed() {
        return seed;
    }

    int times() {
        return times;
    }

    List<String> details() {
        return details;
    }

    Scenario shortest() {
        return shortest;
    }

    /** Two failures are one if the kind and the features that they need are the same. */
    String group() {
        String statements = shortest.steps()
                .map(step -> String.valueOf(step).split("\\W+", -1)[0])
                .collect(Collectors.joining(" "));
        return kind + " " + (because.isEmpty() ? "ordinary " + statements : because);
    }

    /** Seen again without looking for the shortest script. */
    void again() {
        times++;
    }

    void merge(Failure other) {
        times += other.times;
        if (other.shortest.lines().size() < shortest.lines().size()) {
            shortest = other.shortest;
            details = other.details;
            seed = other.seed;
        }
    }
}
