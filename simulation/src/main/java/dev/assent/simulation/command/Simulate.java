package dev.assent.simulation.command;

import dev.assent.server.cli.OptionErrors;
import java.io.PrintStream;
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
                    + " checked; if one is broken, the shortest story that breaks it is looked for.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class Simulate implements Callable<Integer> {
    private static final int MOST_SEEDS = 100_000_000;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many worlds to run (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The first of them; by default another one each time, printed.")
    private @Nullable Long seed;

    @Option(names = "--trace", description = "Print all that happens in the first world, and run no other.")
    private boolean trace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

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
        return OptionErrors.speakOurWay(new CommandLine(new Simulate(out, drawn)));
    }

    @Override
    public Integer call() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.format(Locale.ROOT, "Expected --seeds to be from 1 to %,d, but got %,d", MOST_SEEDS, seeds));
        }
        long first = seed == null ? drawn.next() : seed;
        Campaign campaign = new Campaign(out);
        return (trace ? campaign.trace(first) : campaign.run(first, seeds)) ? 0 : 1;
    }

    /** Where a seed comes from that nobody gave. */
    @FunctionalInterface
    interface Seeds {
        long next();
    }
}
