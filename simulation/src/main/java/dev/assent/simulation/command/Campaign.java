package dev.assent.simulation.command;

import dev.assent.simulation.Report;
import dev.assent.simulation.Scenario;
import dev.assent.simulation.Simulation;
import dev.assent.simulation.SimulationFailure;
import dev.assent.simulation.story.FailureGroup;
import dev.assent.simulation.story.ShortStory;
import dev.assent.simulation.story.Shrinker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Runs many seeds, goes on after a failure, and reports all failures by their kind. */
final class Campaign {
    private static final int BLOCK = 500;
    private static final int RUNS_TO_SHRINK = 600;
    private static final int MOST_STORIES = 3;
    private static final String KEPT = "simulation/src/test/resources/dev/assent/simulation/kept-seeds.txt";

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final LongFunction<Report> world;
    private final long started;
    private final Totals totals = new Totals();
    private final List<SimulationFailure> failures = new ArrayList<>();

    /**
     * @param nanoTime a monotonic clock
     * @param world runs one seed; throws {@link SimulationFailure} if it breaks a promise
     */
    Campaign(PrintStream out, LongSupplier nanoTime, LongFunction<Report> world) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.world = world;
        this.started = nanoTime.getAsLong();
    }

    /** Returns whether every promise held in all of {@code count} seeds. */
    boolean run(long first, int count) {
        out.printf("%,d seeds from %d%n", count, first);
        for (int done = 0; done < count; done += BLOCK) {
            block(first + done, Math.min(BLOCK, count - done));
        }
        return report();
    }

    /** Begins blocks of seeds until the time is over. Returns whether every promise held in all of them. */
    boolean run(long first, Duration time) {
        out.printf("seeds from %d, for %d minutes%n", first, time.toMinutes());
        long next = first;
        do {
            block(next, BLOCK);
            next += BLOCK;
        } while (elapsed().compareTo(time) < 0);
        return report();
    }

    private void block(long first, int count) {
        LongStream.range(first, first + count)
                .parallel()
                .mapToObj(this::failure)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(failure -> failure.scenario().seed()))
                .forEachOrdered(failure -> {
                    failures.add(failure);
                    out.printf("Seed %d: %s%n", failure.scenario().seed(), failure.sentence());
                });
    }

    private Optional<SimulationFailure> failure(long seed) {
        try {
            totals.add(world.apply(seed));
            return Optional.empty();
        } catch (SimulationFailure failure) {
            return Optional.of(failure);
        }
    }

    /** Prints every line of one world. Returns whether every promise held. */
    boolean trace(long seed) {
        try {
            totals.add(Simulation.run(Scenario.of(seed).with(out::println)));
        } catch (SimulationFailure failure) {
            failures.add(failure);
        }
        return report();
    }

    private boolean report() {
        out.print(totals.text(elapsed()));
        List<FailureGroup> groups = FailureGroup.of(failures);
        if (groups.isEmpty()) {
            return true;
        }
        out.printf("%n%,d seeds broke a promise, in %d kinds:%n", failures.size(), groups.size());
        groups.forEach(group -> out.printf("%n%s%n", group.text()));
        out.printf("%nA seed that failed is kept for ever: a line with its number and the reason in %s%n", KEPT);
        groups.stream().limit(MOST_STORIES).map(FailureGroup::first).forEach(this::print);
        return false;
    }

    private void print(SimulationFailure failure) {
        long seed = failure.scenario().seed();
        ShortStory story = Shrinker.shorten(failure, RUNS_TO_SHRINK);
        out.printf(
                "%nThe shortest story of seed %d found in %d runs: %s transactions, %s faults.%n",
                seed, story.runs(), story.transfers(), story.faults());
        story.lines().forEach(line -> out.println("  " + line));
        out.printf("All of it: ./assent simulate --seed %d --trace%n", seed);
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }
}
