package dev.assent.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The files of an application: a directory with what a build has made of it, or a jar. */
final class Application {
    private static final List<String> SKIPPED = List.of("node_modules", "generated-sources", "test-classes");

    private final Path path;

    Application(Path path) {
        this.path = path;
    }

    /** One file. The name is the path in the directory or jar, with slashes. */
    record Entry(String name, Content content) {
        /** Without the directory. */
        String file() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        byte[] bytes() throws IOException {
            try (InputStream in = content.open()) {
                return in.readAllBytes();
            }
        }
    }

    /** Opened when somebody reads it. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** Gets each file. */
    interface Visitor {
        void visit(Entry file) throws IOException;
    }

    void visit(Visitor visitor) throws IOException {
        if (Files.isDirectory(path)) {
            visitDirectory(visitor);
        } else {
            visitJar(visitor);
        }
    }

    private void visitDirectory(Visitor visitor) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = String.valueOf(directory.getFileName());
                boolean skipped = !directory.equals(path) && (name.startsWith(".") || SKIPPED.contains(name));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = path.relativize(file).toString().replace('\\', '/');
                visitor.visit(new Entry(name, () -> Files.newInputStream(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void visitJar(Visitor visitor) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry file : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (!file.isDirectory()) {
                    visitor.visit(new Entry(file.getName(), () -> jar.getInputStream(file)));
                }
            }
        }
    }
}
