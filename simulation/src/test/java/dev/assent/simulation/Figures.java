package dev.assent.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run of the tests measured, for {@code docs/reliability-measured.md}; {@code ./assent reliability} reads it. */
public final class Figures {
    private static final Path DIRECTORY = Path.of("target", "figures");

    private Figures() {}

    /** @param lines of Markdown */
    public static void publish(String name, List<String> lines) {
        try {
            Files.createDirectories(DIRECTORY);
            Files.write(DIRECTORY.resolve(name + ".md"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
