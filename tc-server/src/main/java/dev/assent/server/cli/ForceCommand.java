package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "force",
        description = {
            "Gives up on the branches that are not done, and ends the transaction. The decision stays what it is;"
                    + " what those branches have changed, or not changed, in their databases stays as it is; their locks are"
                    + " freed. It cannot be taken back.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
final class ForceCommand extends OperationCommand {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    ForceCommand() {
        super(Operation.FORCE);
    }

    @Override
    void run(AdminClient client) {
        if (reason().isBlank()) {
            throw wrong("Expected --reason, for the record of what is given up, but there is none");
        }
        if (!yes && terminal().in().isEmpty()) {
            throw wrong("Expected --yes, since there is no terminal to ask at, but it is missing");
        }
        if (!yes
                && !terminal()
                        .agrees("Give up on the branches of " + Labels.printable(xid())
                                + " that are not done? It cannot be taken back.")) {
            throw new Declined();
        }
        super.run(client);
    }
}
