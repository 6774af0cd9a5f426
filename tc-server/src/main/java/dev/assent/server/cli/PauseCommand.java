package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Pauses delivery until resume. Nothing else changes: locks and decision stay.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class PauseCommand extends OperationCommand {
    PauseCommand() {
        super(Operation.PAUSE);
    }
}
