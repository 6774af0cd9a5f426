package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import dev.assent.server.view.TransactionView;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that changes something. The answer comes when the change is durable. */
abstract class OperationCommand extends TxCommand {
    @Parameters(paramLabel = "XID", description = "The transaction: HOST:PORT:NUMBER.")
    private String xid = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record: one line.")
    private String reason = "";

    private final Operation operation;
    private final String done;

    /** @param done what has happened, with the xid for {@code %s} */
    OperationCommand(Operation operation, String done) {
        this.operation = operation;
        this.done = done;
    }

    @Override
    void run(AdminClient client) {
        String answer = client.post(
                "/v1/transactions/" + encoded(xid) + '/' + operation.word(),
                reason.isBlank() ? Map.of() : Map.of("reason", reason));
        say(
                client,
                answer,
                TransactionView.class,
                view -> done.formatted(Words.printable(xid))
                        + System.lineSeparator()
                        + System.lineSeparator()
                        + new Narration(view, terminal().now(), terminal().zone(), serverOption()).text());
    }

    final String xid() {
        return xid;
    }

    final String reason() {
        return reason;
    }
}
