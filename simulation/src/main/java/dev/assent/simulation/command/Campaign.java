package dev.assent.simulation.command;

import dev.assent.simulation.Scenario;
import dev.assent.simulation.Simulation;
import dev.assent.simulation.SimulationFailure;
import dev.assent.simulation.story.ShortStory;
import dev.assent.simulation.story.Shrinker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Runs many seeds, and tells what came of them. */
final class Campaign {
    private static final int BLOCK = 500;
    private static final int RUNS_TO_SHRINK = 600;

    private final PrintStream out;
    private final long started = System.nanoTime();
    private final Totals totals = new Totals();

    Campaign(PrintStream out) {
        this.out = out;
    }

    /** Returns whether every promise held. Stops after the block of seeds in which one did not. */
    boolean run(long first, int count) {
        out.printf("%,d seeds from %d%n", count, first);
        for (int done = 0; done < count; done += BLOCK) {
            List<SimulationFailure> failures = block(first + done, Math.min(BLOCK, count - done));
            if (!failures.isEmpty()) {
                out.print(totals.text(elapsed()));
                failures.stream()
                        .min(Comparator.comparingLong(
                                failure -> failure.scenario().seed()))
                        .ifPresent(this::tell);
                return false;
            }
        }
        out.print(totals.text(elapsed()));
        return true;
    }

    private List<SimulationFailure> block(long first, int count) {
        return LongStream.range(first, first + count)
                .parallel()
                .mapToObj(this::failure)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<SimulationFailure> failure(long seed) {
        try {
            totals.add(Simulation.run(seed));
            return Optional.empty();
        } catch (SimulationFailure failure) {
            return Optional.of(failure);
        }
    }

    /** Every line of one world. */
    boolean trace(long seed) {
        try {
            totals.add(Simulation.run(Scenario.of(seed).with(out::println)));
        } catch (SimulationFailure failure) {
            tell(failure);
            return false;
        }
        out.print(totals.text(elapsed()));
        return true;
    }

    private void tell(SimulationFailure failure) {
        long seed = failure.scenario().seed();
        out.printf("%nSeed %d: %s%n", seed, failure.sentence());
        out.printf("Again: ./assent simulate --seed %d --seeds 1%n", seed);
        out.printf("All of it: ./assent simulate --seed %d --trace%n", seed);
        ShortStory story = Shrinker.shorten(failure, RUNS_TO_SHRINK);
        out.printf(
                "%nThe shortest story found in %d runs: %s transactions, %s faults.%n",
                story.runs(), story.transfers(), story.faults());
        story.lines().forEach(line -> out.println("  " + line));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
