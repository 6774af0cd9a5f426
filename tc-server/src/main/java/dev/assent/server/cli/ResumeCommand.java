package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;

@Command(
        name = "resume",
        description = "Ends a pause: the outcome is delivered to the branches again.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class ResumeCommand extends OperationCommand {
    ResumeCommand() {
        super(Operation.RESUME);
    }
}
