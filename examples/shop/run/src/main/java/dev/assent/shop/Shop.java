package dev.assent.shop;

import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import dev.assent.server.cli.Program;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./assent shop}. Runs until it is interrupted; exit code 1: a process did not start; 2: bad options. */
@Command(
        name = "assent shop",
        description = {
            "Starts the shop of examples/shop: a coordinator and three Spring Boot services, each a process, and each"
                    + " service with a database of its own. A process that is killed is started again. Ctrl-C ends all of"
                    + " them and deletes their data.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
public final class Shop implements Callable<Integer> {
    private static final int ATTEMPTS = 5;
    private static final int LONGEST_PAUSE = 3600;
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--restart-after",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long a process that was killed stays away (default: ${DEFAULT-VALUE}).")
    private int restartAfter;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out;
    private final Path home;

    Shop(PrintStream out, Path home) {
        this.out = out;
        this.home = home;
    }

    /** The system property {@code assent.home} names the top of the repository; default: the working directory. */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("assent.home", ""));
        System.exit(commandLine(System.out, home.toAbsolutePath()).execute(args));
    }

    static CommandLine commandLine(PrintStream out, Path home) {
        return Program.of(new Shop(out, home));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (restartAfter < 0 || restartAfter > LONGEST_PAUSE) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --restart-after to be a number from 0 to 3600, but got " + restartAfter);
        }
        try {
            ShopProcesses.requireBuilt(home);
        } catch (AssentException e) {
            say(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        try (RunDirectory run = RunDirectory.create("assent-shop")) {
            try {
                say("Starting a coordinator and three services; it takes some ten seconds.");
                ShopProcesses processes = start(run);
                say(new Introduction(processes, run).text());
                for (Part part : Part.values()) {
                    Thread watcher = new Thread(() -> watch(part, processes, run), part + "-watcher");
                    watcher.setDaemon(true);
                    watcher.start();
                }
                pause(Long.MAX_VALUE);
                return CommandLine.ExitCode.OK;
            } catch (AssentException e) {
                if (run.isEnding()) {
                    return INTERRUPTED;
                }
                say(e.getMessage());
                say("The logs are in " + run.keepLogs());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
    }

    /** Another program may take a port between the choice and the start; then all ports are chosen again. */
    private ShopProcesses start(RunDirectory run) throws InterruptedException {
        for (int i = 1; ; i++) {
            ShopPorts ports = ShopPorts.usual();
            ShopProcesses processes = new ShopProcesses(run, home, ports, ShopProcesses.Options.plain(ports));
            try {
                processes.startAll();
                return processes;
            } catch (AssentException e) {
                if (i == ATTEMPTS || !String.valueOf(e.getMessage()).contains("in use")) {
                    throw e;
                }
                processes.killAll();
            }
        }
    }

    private void watch(Part part, ShopProcesses processes, RunDirectory run) {
        try {
            while (true) {
                long pid = processes.awaitEnd(part);
                if (run.isEnding()) {
                    return;
                }
                say(part + " (pid " + pid + ") has ended; it starts again in " + restartAfter + " s.");
                pause(restartAfter);
                say(part + " is back, pid " + processes.start(part) + ".");
            }
        } catch (AssentException e) {
            if (!run.isEnding()) {
                say(e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(@Nullable String line) {
        out.println(line);
        out.flush();
    }

    private static void pause(long seconds) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        assert !never : "nothing counts it down";
    }
}
