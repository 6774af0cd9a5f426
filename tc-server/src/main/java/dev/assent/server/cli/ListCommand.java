package dev.assent.server.cli;

import dev.assent.server.view.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    private static final List<String> STATES = List.of("undecided", "finishing", "parked", "paused");
    private static final Pattern LIMIT = Pattern.compile("0*([1-9][0-9]{0,2}|1000)");

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only transactions that are undecided, finishing, parked (with a parked branch) or paused.")
    private @Nullable String state;

    @Option(names = "--application", paramLabel = "ID", description = "Only transactions that this application began.")
    private @Nullable String application;

    @Option(names = "--limit", paramLabel = "N", description = "At most this many, 1 to 1000. Default: 100")
    private @Nullable String limit;

    @Option(names = "--after", paramLabel = "XID", description = "Only transactions that began after this one.")
    private @Nullable String after;

    @Override
    void run(AdminClient client) {
        if (state != null && !STATES.contains(state)) {
            throw wrong("Expected --state to be one of " + String.join(", ", STATES) + ", but it is '" + state + "'");
        }
        if (limit != null && !LIMIT.matcher(limit).matches()) {
            throw wrong("Expected --limit to be a number from 1 to 1000, but it is '" + limit + "'");
        }
        Map<String, String> query = new LinkedHashMap<>();
        add(query, "state", state);
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
