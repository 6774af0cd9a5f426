package dev.assent.server.cli;

import dev.assent.server.view.DatabaseList;
import dev.assent.server.view.DatabaseView;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "The names of databases, with the mark of the database that each stands for.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class ResourceListCommand extends TxCommand {
    @Override
    void run(AdminClient client) {
        say(client, client.get("/v1/resources"), DatabaseList.class, all -> text(all.resources()));
    }

    private static String text(List<DatabaseView> all) {
        return all.isEmpty()
                ? "No database is known." + System.lineSeparator()
                : all.stream().map(ResourceListCommand::line).collect(Collectors.joining());
    }

    private static String line(DatabaseView database) {
        String mark = database.mark();
        String ordered = database.ordered();
        return "%s%n  mark %s, served by %d connections%s%s%n"
                .formatted(
                        Labels.printable(database.name()),
                        mark == null ? "unknown" : Labels.printable(mark),
                        database.connections(),
                        database.byNameAlone() == 0 ? "" : ", " + database.byNameAlone() + " of them by name alone",
                        ordered == null ? "" : "; the next one takes the mark " + Labels.printable(ordered));
    }
}
