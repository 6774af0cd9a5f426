package dev.assent.migration;

import dev.assent.server.cli.OptionErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assent migrate}: commands for users of Seata. */
@Command(
        name = "assent migrate",
        description = "Says what an application that is written for Seata has to change.",
        subcommands = CheckCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Migrate implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OptionErrors.speakOurWay(new CommandLine(new Migrate()))
                .setExecutionExceptionHandler((error, command, result) -> {
                    throw error;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: check, but it is missing");
    }
}
