package dev.assent.chaos;

import dev.assent.chaos.run.Campaign;
import dev.assent.chaos.run.Figures;
import dev.assent.chaos.run.Outcome;
import dev.assent.chaos.run.Report;
import dev.assent.demo.DatabaseName;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.server.cli.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./assent chaos}. Exit code 0: every promise held; 1: one did not, or the run proves nothing; 2: bad options.
 */
@Command(
        name = "assent chaos",
        description = {
            "A coordinator, three services with a database each, and two shops, every one a process, while processes"
                    + " are killed and stopped and connections are cut, delayed and silenced. At the end the books,"
                    + " the locks and the undo logs are audited.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class Chaos implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final double MOST_MINUTES = 24 * 60;
    private static final double LEAST_MINUTES = 0.1;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How long faults happen (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--db",
            paramLabel = "DB",
            defaultValue = "h2",
            converter = DatabaseName.class,
            description = "h2, postgres or mariadb (default: ${DEFAULT-VALUE}). A real server is started in any case.")
    private DatabaseKind db = DatabaseKind.H2;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws the purchases and the faults; a fault happens after a number of events. By default"
                    + " another seed each time, which is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Writes a file of figures, name=value, into this directory.")
    private @Nullable Path figures;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out;
    private final long start = System.nanoTime();

    Chaos(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(commandLine(System.out).execute(args));
    }

    static CommandLine commandLine(PrintStream out) {
        return Program.takingTheLastOfEachOption(new Chaos(out));
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --minutes to be a number from %s to %s, but got %s"
                            .formatted(LEAST_MINUTES, MOST_MINUTES, minutes));
        }
        long drawn = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        out.printf("Assent chaos: --db %s --minutes %s --seed %d%n%n", DatabaseName.of(db), minutes, drawn);
        try (RunDirectory run = RunDirectory.create("assent-chaos")) {
            System.setProperty("assent.chaos.log", run.log("campaign").toString());
            System.setProperty("logback.configurationFile", "dev/assent/chaos/logback-campaign.xml");
            return run(run, drawn);
        }
    }

    private int run(RunDirectory run, long drawn) throws Exception {
        try {
            Consumer<String> progress = line -> {
                out.printf(
                        "  %4d s  %s%n",
                        Duration.ofNanos(System.nanoTime() - start).toSeconds(), line);
                out.flush();
            };
            Duration time = Duration.ofMillis((long) (minutes * 60_000));
            Outcome outcome = new Campaign(drawn, time, progress).on(db, run);
            out.println();
            out.println(Report.of(outcome));
            write(Figures.of(outcome), drawn);
            return exitCode(outcome, run);
        } catch (Exception e) {
            if (run.isEnding()) {
                return INTERRUPTED;
            }
            out.println("The campaign FAILED. Its logs and files are in " + run.keep());
            throw e;
        }
    }

    private int exitCode(Outcome outcome, RunDirectory run) {
        List<String> shortcomings = outcome.shortcomings();
        shortcomings.forEach(shortcoming -> out.println("The run is VOID: " + shortcoming + "."));
        if (outcome.isBroken()) {
            out.println("A promise is BROKEN. Logs and files are in " + run.keep());
        } else if (shortcomings.isEmpty()) {
            out.println("Every promise held.");
            return CommandLine.ExitCode.OK;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void write(Figures written, long drawn) throws IOException {
        if (figures != null) {
            Files.createDirectories(figures);
            Files.writeString(
                    figures.resolve("chaos-" + DatabaseName.of(db) + ".properties"),
                    "db=" + DatabaseName.of(db) + "\nseed=" + drawn + '\n' + written.properties());
        }
    }
}
