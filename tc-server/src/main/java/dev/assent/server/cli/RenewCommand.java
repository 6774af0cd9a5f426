package dev.assent.server.cli;

import picocli.CommandLine.Command;

@Command(
        name = "renew",
        description = {
            "The database of that name is a new one, or a copy of another: it gets a mark of its own at its next use. Branches of"
                    + " the old one go on waiting for the old one.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
final class RenewCommand extends DatabaseCommand {
    RenewCommand() {
        super("renew");
    }
}
