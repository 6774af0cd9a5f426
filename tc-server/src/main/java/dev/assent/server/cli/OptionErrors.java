package dev.assent.server.cli;

import dev.assent.server.errors.OperatorErrors;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command's options, in our own grammar, for every command. Exit code 2. */
public final class OptionErrors implements IParameterExceptionHandler {
    private OptionErrors() {}

    public static CommandLine speakOurWay(CommandLine command) {
        return command.setParameterExceptionHandler(new OptionErrors());
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        error.getCommandLine()
                .getErr()
                .println(OperatorErrors.badOption(sentence(error, command), command.qualifiedName())
                        .getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    private static String sentence(ParameterException error, CommandSpec command) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command);
        }
        if (error instanceof MissingParameterException missing) {
            return missing(missing.getMissing(), command);
        }
        if (error instanceof OverwrittenOptionException twice) {
            return "Expected %s once, but it is there twice".formatted(name(twice.getOverwritten()));
        }
        String message = String.valueOf(error.getMessage());
        int ours = message.indexOf("Expected "); // of a converter's own, behind what it is a value for
        if (ours >= 0 || error.getArgSpec() == null) {
            return message.substring(Math.max(0, ours));
        }
        return "Expected %s to be %s, but got %s"
                .formatted(name(error.getArgSpec()), form(error.getArgSpec()), value(error.getValue()));
    }

    private static String missing(List<ArgSpec> missing, CommandSpec command) {
        ArgSpec first = missing.get(0);
        return first.isOption() && !first.required()
                ? "Expected %s to be followed by %s, but nothing follows".formatted(name(first), first.paramLabel())
                : "Expected %s to be given %s, but it is missing"
                        .formatted(
                                command.qualifiedName(),
                                missing.stream().map(OptionErrors::name).collect(Collectors.joining(" and ")));
    }

    private static String unmatched(UnmatchedArgumentException error, CommandSpec command) {
        String seen = error.getUnmatched().get(0);
        boolean option = seen.startsWith("-");
        boolean subcommand = !option && !command.subcommands().isEmpty();
        Stream<String> known = subcommand
                ? command.subcommands().keySet().stream()
                : command.options().stream().filter(o -> !o.hidden()).map(OptionSpec::longestName);
        List<String> near = error.getSuggestions();
        return "Expected %s of %s to be %s, but got '%s'%s"
                .formatted(
                        subcommand ? "the command" : "the options",
                        command.qualifiedName(),
                        known.collect(Collectors.joining(", ")),
                        seen,
                        near.isEmpty() || subcommand ? "" : ". Is " + near.get(0) + " meant");
    }

    /** As people type it. */
    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String form(ArgSpec arg) {
        Class<?> type = arg.type();
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        return type == boolean.class || type == Boolean.class ? "without a value" : arg.paramLabel();
    }

    private static String value(@Nullable String text) {
        return text == null ? "nothing" : "'" + text + "'";
    }
}
