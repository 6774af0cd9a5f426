package dev.assent.server.cli;

import dev.assent.server.view.Operation;
import picocli.CommandLine.Command;

@Command(
        name = "resume",
        description = "Ends a stop: the branches are told again.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class ResumeCommand extends OperationCommand {
    ResumeCommand() {
        super(Operation.RESUME);
    }
}
