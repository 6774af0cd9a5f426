package dev.assent.fuzz;

import dev.assent.demo.DatabaseName;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import dev.assent.fuzz.isolation.Protection;
import dev.assent.fuzz.isolation.Rounds;
import dev.assent.fuzz.isolation.TwoDatabases;
import dev.assent.server.cli.Program;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./assent check-isolation}. Exit code 0: nothing that AT rules out; 1: an anomaly was found; 2: bad options. */
@Command(
        name = "assent check-isolation",
        description = {
            "Concurrent global transactions over two databases and a coordinator, some of them rolled back, timed out or"
                    + " cut off from their database. What they have done and seen is searched for what AT rules out"
                    + " (docs/at.md).",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class CheckIsolation implements Callable<Integer> {
    private static final int ROUND = 300;

    @Option(
            names = "--db",
            paramLabel = "DB",
            defaultValue = "h2",
            converter = DatabaseName.class,
            description = "h2, postgres or mariadb (default: ${DEFAULT-VALUE}). A real server is started in any case.")
    private DatabaseKind db = DatabaseKind.H2;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "1",
            description = "How long to go on (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many rounds of " + ROUND + " transactions on lists and " + ROUND
                    + " of a bank, however long they take.")
    private @Nullable Integer rounds;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "8",
            description = "Transactions at once (default: 8).")
    private int threads;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Draws what the transactions do; the next round has the next seed. By default another each"
                    + " time, which is printed. In which order they do it differs from run to run.")
    private @Nullable Long seed;

    @Option(
            names = "--protection",
            paramLabel = "P",
            defaultValue = "ALL",
            description = "Leaves out a part of the protection, so that there is something to find:"
                    + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Protection protection = Protection.ALL;

    private final PrintStream out;

    CheckIsolation(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "dev/assent/fuzz/logback.xml");
        System.exit(commandLine(System.out).execute(args));
    }

    static CommandLine commandLine(PrintStream out) {
        return Program.takingTheLastOfEachOption(new CheckIsolation(out));
    }

    @Override
    public Integer call() throws Exception {
        long first = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        String length = rounds == null ? "--minutes " + minutes : "--rounds " + rounds;
        out.printf(
                "Assent check-isolation: --db %s --protection %s --threads %d %s --seed %d%n",
                DatabaseName.of(db), protection, threads, length, first);
        long end =
                System.nanoTime() + Duration.ofMillis((long) (minutes * 60_000)).toNanos();
        try (RunDirectory run = RunDirectory.create("assent-isolation");
                DatabaseServer server = db.start(run)) {
            Coordinator coordinator = Coordinator.start(run);
            try (TwoDatabases databases = new TwoDatabases(
                    server.create("one"), server.create("other"), coordinator.address(), protection, threads)) {
                Rounds played = new Rounds(databases);
                for (int i = 0; rounds == null ? System.nanoTime() < end : i < rounds; i++) {
                    played.lists(first + i, ROUND);
                    played.bank(first + i, ROUND);
                }
                out.println(played.summary());
                return played.summary().ruledOut() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
            } finally {
                coordinator.stop();
            }
        }
    }
}
