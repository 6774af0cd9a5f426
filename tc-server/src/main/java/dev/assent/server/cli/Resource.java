package dev.assent.server.cli;

import dev.assent.server.log.LogSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assent resource}: which databases a running coordinator knows, and under which mark. Exit codes as of {@link Tx}. */
@Command(
        name = "assent resource",
        description =
                "Looks at the databases that resource managers have named, and settles which one a name stands for.",
        subcommands = {ResourceListCommand.class, AdoptCommand.class, RenewCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Resource implements Runnable, CommandRoot {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    Resource(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        LogSettings.use();
        System.exit(commandLine(Terminal.ofProcess()).execute(args));
    }

    static CommandLine commandLine(Terminal terminal) {
        return Tx.sayingWhy(new CommandLine(new Resource(terminal)), terminal);
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command: list, adopt or renew, but there is none");
    }
}
