package dev.assent.migration;

import java.nio.file.Path;

/** The error sentences of this module. */
final class MigrationErrors {
    private MigrationErrors() {}

    static String notThere(Path path) {
        return "Expected a directory or a jar of an application, but '%s' is neither".formatted(path);
    }

    static String notBuilt(Path path) {
        return "Expected '%s' to have class files of the application, but it has none. Build the application first, or name its jar"
                .formatted(path);
    }

    static String unreadable(String file, String why) {
        return "Expected '%s' to be read, but %s.".formatted(file, why);
    }

    static String noDatabase(String options) {
        return "The configuration names no database that is supported, so statements are not judged: say --database %s."
                .formatted(options);
    }
}
