package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;

@Command(
        name = "retry",
        description = "Delivers the outcome to the unfinished branches now, also to parked ones.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class RetryCommand extends OperationCommand {
    RetryCommand() {
        super(Operation.RETRY);
    }
}
