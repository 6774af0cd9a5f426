package dev.assent.server.cli;

import dev.assent.server.view.DatabaseDone;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Says what a database is whose resource manager cannot know. */
abstract class DatabaseCommand extends TxCommand {
    @Parameters(paramLabel = "NAME", description = "The database, as assent resource list names it.")
    private String name = "";

    private final String verb;

    DatabaseCommand(String verb) {
        this.verb = verb;
    }

    @Override
    final void run(AdminClient client) {
        say(
                client,
                client.post("/v1/resources/" + verb, Map.of("name", name)),
                DatabaseDone.class,
                done -> Labels.printable(done.message()) + System.lineSeparator());
    }
}
