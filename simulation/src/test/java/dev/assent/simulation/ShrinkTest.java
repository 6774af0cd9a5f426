package dev.assent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assent.simulation.story.ShortStory;
import dev.assent.simulation.story.Shrinker;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A planted mistake is told in a story that a person can read, and the story is true. */
class ShrinkTest {
    private static final int SEEDS = 60;
    private static final int RUNS = 400;

    @ParameterizedTest
    @EnumSource(names = {"RECORDS_ARE_NOT_FORCED", "EVERY_COMMIT_SUCCEEDS", "LOCKS_ARE_NOT_TAKEN"})
    void theShortestStoryIsMuchShorterAndBreaksTheSamePromise(Mutant mutant) {
        SimulationFailure first = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> failure(Scenario.of(seed).with(mutant.hooks())))
                .flatMap(Optional::stream)
                .filter(failure -> failure.transfers().size() >= 20)
                .findFirst()
                .orElseThrow();

        ShortStory story = Shrinker.shorten(first, RUNS);

        System.out.printf(
                "%s, seed %d: %s transactions, %s faults, %d runs%n%s%n",
                mutant,
                first.scenario().seed(),
                story.transfers(),
                story.faults(),
                story.runs(),
                String.join(System.lineSeparator(), story.lines()));
        assertThat(story.transfers().enough())
                .isLessThanOrEqualTo(story.transfers().atFirst() / 4);
        assertThat(story.faults().enough()).isLessThanOrEqualTo(story.faults().atFirst() / 4 + 1);
        assertThat(story.lines()).last().isEqualTo(story.broken());
        SimulationFailure again = catchThrowableOfType(SimulationFailure.class, () -> Simulation.run(story.scenario()));
        assertThat(again.kind()).isEqualTo(first.kind());
        assertThat(again.sentence()).isEqualTo(story.broken());
    }

    private static Optional<SimulationFailure> failure(Scenario scenario) {
        try {
            Simulation.run(scenario);
            return Optional.empty();
        } catch (SimulationFailure failure) {
            return Optional.of(failure);
        }
    }
}
