package dev.assent.server.cli;

import picocli.CommandLine.Command;

@Command(
        name = "adopt",
        description = {
            "The database of that name has lost its mark and is still the same database: it gets its old mark again at its next"
                    + " use, and its open branches find it.",
            ""
        },
        sortOptions = false,
        abbreviateSynopsis = true)
final class AdoptCommand extends DatabaseCommand {
    AdoptCommand() {
        super("adopt");
    }
}
