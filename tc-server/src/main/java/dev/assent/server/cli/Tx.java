package dev.assent.server.cli;

import dev.assent.server.cli.AdminClient.Refused;
import dev.assent.server.cli.AdminClient.Unreachable;
import dev.assent.server.log.LogSettings;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code assent tx}: what people ask of a running coordinator. Exit code 0: done; 1: refused; 2: bad options; 3: no
 * coordinator could be asked; 4: the person did not agree.
 */
@Command(
        name = "assent tx",
        description = "Shows global transactions and ends transactions that are parked.",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            RetryCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            ForceCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the coordinator refused, and says why",
            "2:the options are wrong",
            "3:no coordinator could be asked, or its answer did not come",
            "4:nothing was done, since you did not agree when force asked"
        })
public final class Tx implements Runnable, CommandRoot {
    static final int REFUSED = 1;
    static final int UNREACHABLE = 3;
    static final int DECLINED = 4;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Tx(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        LogSettings.use();
        System.exit(commandLine(Terminal.ofProcess()).execute(args));
    }

    static CommandLine commandLine(Terminal terminal) {
        return sayingWhy(new CommandLine(new Tx(terminal)), terminal);
    }

    /** A command line whose refusals have our sentences and exit codes. */
    static CommandLine sayingWhy(CommandLine commands, Terminal terminal) {
        commands.setErr(new PrintWriter(terminal.err(), true, Charset.defaultCharset()));
        return OptionErrors.speakOurWay(commands).setExecutionExceptionHandler((error, command, result) -> {
            if (error instanceof Refused || error instanceof Unreachable) {
                terminal.err().println(error.getMessage());
                return error instanceof Refused ? REFUSED : UNREACHABLE;
            }
            if (error instanceof Declined) {
                terminal.out().println(error.getMessage());
                return DECLINED;
            }
            throw error;
        });
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Expected a command: list, show, retry, pause, resume or force, but it is missing");
    }
}
