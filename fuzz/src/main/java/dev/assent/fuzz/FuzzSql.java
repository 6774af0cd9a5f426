package dev.assent.fuzz;

import dev.assent.demo.DatabaseName;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.fuzz.run.Campaign;
import dev.assent.fuzz.run.Findings;
import dev.assent.fuzz.run.Report;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.server.Databases;
import dev.assent.server.cli.Program;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./assent fuzz-sql}. Exit code 0: no difference; 1: a difference was found; 2: bad options. */
@Command(
        name = "assent fuzz-sql",
        description = {
            "Random transactions on random schemas, each run twice: on plain JDBC, and through the AT data source in a"
                    + " global transaction that is then committed or rolled back. The data, the answers and the undo"
                    + " records are compared.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class FuzzSql implements Callable<Integer> {
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

    @Option(names = "--transactions", paramLabel = "N", description = "How many transactions, however long they take.")
    private @Nullable Long transactions;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The seed of the first transaction; the next one has the next seed. By default another each"
                    + " time, which is printed.")
    private @Nullable Long seed;

    @Option(
            names = "--features",
            paramLabel = "F",
            split = ",",
            description = "Draws these features alone (${COMPLETION-CANDIDATES}). By default all of the database.")
    private List<Feature> features = List.of();

    @Option(names = "--ordinary", description = "Draws no features: ordinary schemas and statements.")
    private boolean ordinary;

    @Option(names = "--trace", description = "Prints every step and how it was answered.")
    private boolean trace;

    private final PrintStream out;

    FuzzSql(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "dev/assent/fuzz/logback.xml");
        System.exit(commandLine(System.out).execute(args));
    }

    static CommandLine commandLine(PrintStream out) {
        return Program.takingTheLastOfEachOption(new FuzzSql(out));
    }

    @Override
    public Integer call() throws Exception {
        long first = seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed;
        String option = featuresOption();
        out.printf(
                "Assent fuzz-sql: --db %s%s %s --seed %d%n",
                DatabaseName.of(db),
                option,
                transactions == null ? "--minutes " + minutes : "--transactions " + transactions,
                first);
        try (RunDirectory run = RunDirectory.create("assent-fuzz");
                Databases databases = Databases.start(db, run)) {
            Findings findings = new Campaign(databases, drawn(), line -> out.println("  " + line), line -> {
                        if (trace) {
                            out.println("    " + line);
                        }
                    })
                    .run(first, goesOn(first));
            out.println(Report.of(findings, db, option));
            return findings.differing() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private LongPredicate goesOn(long first) {
        if (transactions != null) {
            long last = first + transactions;
            return next -> next < last;
        }
        long end =
                System.nanoTime() + Duration.ofMillis((long) (minutes * 60_000)).toNanos();
        return next -> System.nanoTime() < end;
    }

    private Set<Feature> drawn() {
        Set<Feature> drawn = EnumSet.noneOf(Feature.class);
        if (!ordinary) {
            drawn.addAll(features.isEmpty() ? Feature.of(db) : features);
        }
        return drawn;
    }

    private String featuresOption() {
        if (ordinary) {
            return " --ordinary";
        }
        return features.isEmpty()
                ? ""
                : features.stream().map(Feature::name).collect(Collectors.joining(",", " --features ", ""));
    }
}
