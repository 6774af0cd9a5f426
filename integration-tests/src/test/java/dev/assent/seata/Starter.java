package dev.assent.seata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A starter that the one application of {@code drop-in} is compiled against and run on. */
enum Starter {
    SEATAS("on-seata"),
    OURS("on-assent");

    private static final Path HOME = Path.of("..", "drop-in").toAbsolutePath();

    private final String module;

    Starter(String module) {
        this.module = module;
    }

    String classPath() {
        Path file = HOME.resolve(module).resolve("target").resolve("classpath");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the build to have written " + file, e);
        }
    }

    /** The sources, with their configuration beside them. */
    static Path application() {
        return HOME.resolve("app").resolve("src");
    }
}
