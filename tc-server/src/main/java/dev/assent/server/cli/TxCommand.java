package dev.assent.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command has that asks a running coordinator. */
abstract class TxCommand implements Callable<Integer> {
    static final String HERE = "127.0.0.1:7091";
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            defaultValue = HERE,
            description = "The coordinator's admin API. Default: ${DEFAULT-VALUE}")
    private String server = HERE;

    @Option(names = "--json", description = "Print the API's answer as it is, for machines.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @ParentCommand
    private CommandRoot root = new Tx(Terminal.ofProcess());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() {
        if (!SERVER.matcher(server).matches()) {
            throw wrong("Expected --server to be HOST:PORT, but it is '" + server + "'");
        }
        run(new AdminClient(server));
        return 0;
    }

    /** Throws what {@link Tx} knows an exit code for. */
    abstract void run(AdminClient client);

    final <T> void say(AdminClient client, String answer, Class<T> type, Function<T, String> words) {
        terminal().out().print(json ? answer + System.lineSeparator() : words.apply(client.read(answer, type)));
        terminal().out().flush();
    }

    final Terminal terminal() {
        return root.terminal();
    }

    /** How the same coordinator is named in the next command. */
    final String serverOption() {
        return server.equals(HERE) ? "" : " --server " + server;
    }

    final ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
