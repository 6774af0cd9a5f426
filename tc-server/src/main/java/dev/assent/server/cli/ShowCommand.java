package dev.assent.server.cli;

import dev.assent.server.view.TransactionView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "The whole story of one transaction, and what one can do about it.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class ShowCommand extends TxCommand {
    @Parameters(paramLabel = "XID", description = "The transaction: HOST:PORT:NUMBER.")
    private String xid = "";

    @Override
    void run(AdminClient client) {
        say(
                client,
                client.get("/v1/transactions/" + encoded(xid)),
                TransactionView.class,
                view -> new TransactionReport(view, terminal().now(), terminal().zone(), serverOption()).text());
    }
}
