package dev.assent.fuzz.judge;

import java.util.List;
import java.util.Optional;

/**
 * What one transaction showed.
 *
 * @param differences the worst first
 * @param invalid why the schema could not be made; empty if it could
 */
public record Judgement(Tally tally, List<Difference> differences, Optional<String> invalid) {
    public Judgement {
        differences = differences.stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .toList();
    }

    static Judgement invalid(String why) {
        return new Judgement(new Tally(), List.of(), Optional.of(why));
    }

    /** Empty if everything was as promised. */
    public Optional<Difference> worst() {
        return differences.stream().findFirst();
    }
}
