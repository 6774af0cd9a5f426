package dev.assent.server.cli;

import dev.assent.server.view.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Open transactions, the oldest first.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class ListCommand extends TxCommand {
    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Only those that are undecided, finishing, parked (with a branch in quarantine) or stopped.")
    private @Nullable String stage;

    @Option(names = "--application", paramLabel = "ID", description = "Only those that this application began.")
    private @Nullable String application;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 1 to 1000. Default: 100")
    private @Nullable String limit;

    @Option(names = "--after", paramLabel = "XID", description = "Only those that began after this one.")
    private @Nullable String after;

    @Override
    void run(AdminClient client) {
        Map<String, String> query = new LinkedHashMap<>();
        add(query, "stage", stage);
        add(query, "application", application);
        add(query, "limit", limit);
        add(query, "after", after);
        String path = query.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + encoded(entry.getValue()))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
        say(
                client,
                client.get("/v1/transactions" + path),
                Page.class,
                page -> new Table(terminal().now(), serverOption()).of(page));
    }

    private static void add(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
