package dev.assent.server.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recorded files, one folder per format of the records. The newest folder, {@link #CURRENT}, is what this build
 * writes; older folders are what earlier releases left on users' disks, and are never recorded again.
 */
final class GoldenFiles {
    /** The folder that {@code -Dassent.golden.record=true} writes. A release freezes it: give the next format a new name. */
    static final String CURRENT = "0.1";

    private static final Path ROOT = Path.of("src/test/resources/dev/assent/server/record/golden");

    private GoldenFiles() {}

    /** Whether this run records what the build writes today, in place of comparing with what was recorded. */
    static boolean isRecording() {
        return Boolean.getBoolean("assent.golden.record");
    }

    static Path current(String name) {
        return ROOT.resolve(CURRENT).resolve(name);
    }

    /** The files of every format with that suffix, in the order of their names. */
    static List<Path> all(String suffix) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path sibling(Path file, String suffix) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + suffix);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
