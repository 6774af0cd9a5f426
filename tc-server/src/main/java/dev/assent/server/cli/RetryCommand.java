package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;

@Command(
        name = "retry",
        description = "Tells the branches now, those in quarantine too.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class RetryCommand extends OperationCommand {
    RetryCommand() {
        super(Operation.RETRY);
    }
}
