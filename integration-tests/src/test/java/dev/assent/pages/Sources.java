package dev.assent.pages;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java files of src/main, of all modules. */
final class Sources {
    private static final Pattern CODE = Pattern.compile("ASN-\\d{4}");
    private static final List<String> SKIPPED = List.of("target", "test");

    private final List<Path> files = new ArrayList<>();

    private Sources(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return !directory.equals(top) && (name.startsWith(".") || SKIPPED.contains(name))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
    }

    /** @param top the top of the repository */
    static Sources under(Path top) throws IOException {
        return new Sources(top.toRealPath());
    }

    /** The files that hold the sentences of errors. */
    List<Path> ofErrors() {
        return files.stream()
                .filter(file -> file.getFileName().toString().endsWith("Errors.java"))
                .toList();
    }

    /** Every code that stands in a file. */
    Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.flatMap(line -> CODE.matcher(line).results()).forEach(found -> codes.add(found.group()));
            }
        }
        return codes;
    }
}
