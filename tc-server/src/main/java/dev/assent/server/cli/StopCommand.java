package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        description = "Tells the branches no more, until resume. Nothing else changes: locks stay, the decision stays.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class StopCommand extends OperationCommand {
    StopCommand() {
        super(Operation.STOP);
    }
}
