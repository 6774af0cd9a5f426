package dev.assent.server;

import dev.assent.journal.JournalException;
import dev.assent.model.AssentException;
import dev.assent.protocol.AssentVersion;
import dev.assent.server.cli.OptionErrors;
import dev.assent.server.config.AdminOptions;
import dev.assent.server.config.ConfigFile;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.log.BoundedAppender;
import dev.assent.server.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assent server}: a coordinator in the foreground. Exit code 1: it could not start; 2: wrong options; 3:
 * it had to stop. */
@Command(
        name = "assent server",
        mixinStandardHelpOptions = true,
        versionProvider = AssentServer.Versions.class,
        description = "Runs a coordinator in the foreground until it is stopped (SIGTERM, Ctrl-C).",
        sortOptions = false)
public final class AssentServer implements Callable<Integer> {
    private static final int COULD_NOT_START = 1;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 picks a free one. Default: 8091")
    private @Nullable String port;

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "Address that clients dial. Default: where it listens")
    private @Nullable String advertise;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory of the journal. Default: ${sys:user.dir}/assent-data")
    private @Nullable String data;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "Port of the admin API; 0 picks a free one, off has none. Default: 7091")
    private @Nullable String adminPort;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file of settings; options here win over it")
    private @Nullable Path config;

    public static void main(String[] args) {
        LogSettings.use();
        int code = OptionErrors.speakOurWay(new CommandLine(new AssentServer())).execute(args);
        BoundedAppender.flush();
        System.exit(code);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions options;
        CoordinatorServer server;
        ProcessEnd end = ProcessEnd.ofThisProcess();
        Thread.setDefaultUncaughtExceptionHandler((thread, why) -> end.accept(why));
        try {
            options = options();
        } catch (WrongOption e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } catch (AssentException e) {
            System.err.println(e.getMessage());
            return COULD_NOT_START;
        }
        try {
            server = CoordinatorServer.start(options, end);
        } catch (AssentException | JournalException e) {
            System.err.println(e.getMessage());
            return COULD_NOT_START;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Duration limit = options.stopLimit();
        Runnable startLimit = end.limit(limit, ServerErrors.stoppedTooSlowly(limit.toMillis()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, startLimit, stopped), "assent-stop"));
        say(server, options);
        stopped.await();
        return 0;
    }

    private ServerOptions options() {
        ServerOptions.Builder options = ServerOptions.builder().admin(AdminOptions::turnedOn);
        if (config != null) {
            ConfigFile.read(config, options);
        }
        try {
            ConfigFile.override(
                    options, "host", host, "port", port, "advertise", advertise, "data", data, "admin-port", adminPort);
        } catch (AssentException e) {
            throw new WrongOption(e);
        }
        return options.build();
    }

    /** A value of the command line that is not allowed. Never leaves this class. */
    private static final class WrongOption extends RuntimeException {
        WrongOption(AssentException why) {
            super(why.getMessage(), why, false, false);
        }
    }

    /** The one line that says that it is ready. */
    private static void say(CoordinatorServer server, ServerOptions options) {
        String listening = options.host() + ':' + server.port();
        System.out.printf(
                "assent tc-server %s ready on %s (%sdata %s, %d open transactions%s)%n",
                AssentVersion.text(),
                server.address(),
                listening.equals(server.address()) ? "" : "listening on " + listening + ", ",
                options.data().toAbsolutePath().normalize(),
                server.openAtStart() - server.parkedAtStart(),
                server.parkedAtStart() == 0 ? "" : ", " + server.parkedAtStart() + " more with a parked branch");
        System.out.flush();
    }

    private static void stop(CoordinatorServer server, Runnable startLimit, CountDownLatch stopped) {
        startLimit.run();
        server.close();
        BoundedAppender.flush();
        System.out.println("assent tc-server stopped");
        stopped.countDown();
    }

    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"assent " + AssentVersion.text()};
        }
    }
}
