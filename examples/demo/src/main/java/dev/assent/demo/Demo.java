package dev.assent.demo;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.run.DemoRun;
import dev.assent.demo.run.Outcome;
import dev.assent.demo.run.Report;
import dev.assent.demo.shop.Plan;
import dev.assent.model.AssentException;
import dev.assent.server.cli.Program;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./assent demo}. Exit code 0: the audit holds and the run showed all it has to; 1: not; 2: bad options. */
@Command(
        name = "assent demo",
        description = {
            "Customers buy in a shop of three services with a database each, many at a time, in global transactions."
                    + " Meanwhile the coordinator is killed and started again. At the end the books are audited.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class Demo implements Callable<Integer> {
    private static final int MOST_PURCHASES = 1_000_000;
    private static final int MOST_AT_A_TIME = 64;
    private static final int INTERRUPTED = 130;
    private static final String LOG_PROPERTY = "assent.demo.log";

    @Option(
            names = "--db",
            paramLabel = "DB",
            defaultValue = "h2",
            converter = DatabaseName.class,
            description = "h2, postgres or mariadb (default: ${DEFAULT-VALUE}). For the latter two a real server is"
                    + " fetched and started.")
    private DatabaseKind db = DatabaseKind.H2;

    @Option(names = "--purchases", paramLabel = "N", defaultValue = "2000", description = "default: ${DEFAULT-VALUE}")
    private int purchases;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "Customers who buy at the same time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws customers, items, amounts and failures; by default another one each time, printed.")
    private @Nullable Long seed;

    @Option(names = "--terminal", hidden = true, description = "The output is a terminal.")
    private boolean terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(commandLine(System.out).execute(args));
    }

    static CommandLine commandLine(PrintStream out) {
        return Program.of(new Demo(out));
    }

    @Override
    public Integer call() throws Exception {
        requireBetween("--purchases", purchases, Plan.FEWEST, MOST_PURCHASES);
        requireBetween("--concurrency", concurrency, 1, MOST_AT_A_TIME);
        Plan plan = Plan.draw(seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed, purchases);
        out.printf(
                "Assent demo: --db %s --purchases %d --concurrency %d --seed %d%n%n",
                DatabaseName.of(db), purchases, concurrency, plan.seed());
        try (RunDirectory run = RunDirectory.create("assent-demo")) {
            System.setProperty(LOG_PROPERTY, run.log("demo").toString());
            System.setProperty("logback.configurationFile", "dev/assent/demo/logback.xml");
            return run(plan, run);
        }
    }

    private int run(Plan plan, RunDirectory run) throws Exception {
        try {
            Outcome outcome = new DemoRun(plan, concurrency, out, terminal).on(db, run);
            out.println(Report.of(outcome));
            if (outcome.shortcomings().isEmpty()) {
                out.println("All or nothing, everywhere.");
                return CommandLine.ExitCode.OK;
            }
            out.println("The demo FAILED. The logs are in " + run.keepLogs());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (Exception e) {
            if (run.isEnding()) {
                return INTERRUPTED;
            }
            out.println("The demo FAILED. The logs are in " + run.keepLogs());
            if (e instanceof AssentException) {
                out.println(e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        }
    }

    private void requireBetween(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.format(
                            Locale.ROOT,
                            "Expected %s to be a number from %,d to %,d, but got %,d",
                            option,
                            least,
                            most,
                            value));
        }
    }
}
