package dev.assent.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of a program that is one command: its help, and errors in our own grammar. */
public final class Program {
    private Program() {}

    /** What the command throws ends the program with exit code 1 and is printed whole; a bad option ends it with exit code 2. */
    public static CommandLine of(Object command) {
        CommandLine line = OptionErrors.speakOurWay(new CommandLine(command))
                .setExecutionExceptionHandler((error, program, result) -> {
                    throw error;
                });
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this text.")
                        .build());
        return line;
    }

    /** As {@link #of}, and an option that is given again has its last value. */
    public static CommandLine takingTheLastOfEachOption(Object command) {
        return of(command).setOverwrittenOptionsAllowed(true);
    }
}
