package dev.assent.picture;

import dev.assent.server.cli.OptionErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assent saga}: commands for definitions of sagas. */
@Command(
        name = "assent saga",
        description = "Shows definitions of sagas.",
        subcommands = DrawCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SagaCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OptionErrors.speakOurWay(new CommandLine(new SagaCommand()))
                .setExecutionExceptionHandler((error, command, result) -> {
                    throw error;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: draw, but it is missing");
    }
}
