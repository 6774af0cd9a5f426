package dev.assent.server.cli;

import dev.assent.server.view.Done;
import dev.assent.server.view.Operation;
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

    OperationCommand(Operation operation) {
        this.operation = operation;
    }

    @Override
    void run(AdminClient client) {
        String answer = client.post(
                "/v1/transactions/" + encoded(xid) + '/' + operation.word(),
                reason.isBlank() ? Map.of() : Map.of("reason", reason));
        say(
                client,
                answer,
                Done.class,
                done -> Labels.printable(done.message())
                        + System.lineSeparator()
                        + System.lineSeparator()
                        + new TransactionReport(
                                        done.transaction(),
                                        terminal().now(),
                                        terminal().zone(),
                                        serverOption())
                                .text());
    }

    final String xid() {
        return xid;
    }

    final String reason() {
        return reason;
    }
}
