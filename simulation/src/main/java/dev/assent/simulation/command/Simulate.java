package dev.assent.simulation.command;

import dev.assent.server.cli.Program;
import dev.assent.simulation.Simulation;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./assent simulate}. Exit code 0: every promise held; 1: one was broken; 2: bad options. */
@Command(
        name = "assent simulate",
        description = {
            "Runs the coordinator (its core, loop, journal and codecs) in a simulated world of clients, databases,"
                    + " disks, clocks and a network, all of which fail. Each seed is one world. Every promise is"
                    + " checked in all of them; broken ones are reported by kind, with the shortest story that was"
                    + " found for each.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class Simulate implements Callable<Integer> {
    private static final int MOST_SEEDS = 100_000_000;
    private static final int MOST_MINUTES = 7 * 24 * 60;
    private static final int USUAL_SEEDS = 1000;

    @Option(names = "--seeds", paramLabel = "N", description = "How many worlds to run (default: 1000).")
    private @Nullable Integer seeds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Run as many worlds as there is time for, instead of a number of them.")
    private @Nullable Integer minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The first of them; by default another one each time, printed.")
    private @Nullable Long seed;

    @Option(names = "--trace", description = "Print all that happens in the first world, and run no other.")
    private boolean trace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out;
    private final Seeds drawn;

    Simulate(PrintStream out, Seeds drawn) {
        this.out = out;
        this.drawn = drawn;
    }

    public static void main(String[] arguments) {
        Seeds byTheClock = () -> System.currentTimeMillis() / 1000 * 1_000_000;
        System.exit(commandLine(System.out, byTheClock).execute(arguments));
    }

    static CommandLine commandLine(PrintStream out, Seeds drawn) {
        return Program.of(new Simulate(out, drawn));
    }

    @Override
    public Integer call() {
        require("--seeds", seeds, MOST_SEEDS);
        require("--minutes", minutes, MOST_MINUTES);
        if (minutes != null && (seeds != null || trace)) {
            throw refusal("Expected --minutes to be given alone or with --seed, but %s is there too"
                    .formatted(trace ? "--trace" : "--seeds"));
        }
        long first = seed == null ? drawn.next() : seed;
        Campaign campaign = new Campaign(out, System::nanoTime, Simulation::run);
        return held(campaign, first) ? 0 : 1;
    }

    private boolean held(Campaign campaign, long first) {
        if (trace) {
            return campaign.trace(first);
        }
        return minutes == null
                ? campaign.run(first, seeds == null ? USUAL_SEEDS : seeds)
                : campaign.run(first, Duration.ofMinutes(minutes));
    }

    private void require(String option, @Nullable Integer value, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw refusal(
                    String.format(Locale.ROOT, "Expected %s to be from 1 to %,d, but got %,d", option, most, value));
        }
    }

    private ParameterException refusal(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Draws the first seed if the command line names none. */
    @FunctionalInterface
    interface Seeds {
        long next();
    }
}
