package dev.assent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.simulation.world.Violation;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTest {
    private static final int SEEDS = 60;

    @ParameterizedTest
    @EnumSource
    void doesNotLive(Mutant mutant) {
        Optional<SimulationFailure> death = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> failure(mutant, seed))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(death)
                .as("a broken promise within %d seeds", SEEDS)
                .hasValueSatisfying(found -> assertThat(found).hasCauseInstanceOf(Violation.class));
        death.map(SimulationFailure::getCause).ifPresent(found -> System.out.println(mutant + " dies by: " + found));
    }

    private static Optional<SimulationFailure> failure(Mutant mutant, long seed) {
        try {
            Simulation.run(seed, mutant.seams(), null);
            return Optional.empty();
        } catch (SimulationFailure e) {
            return Optional.of(e);
        }
    }
}
