package dev.assent.words;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The files of the repository that people read: main sources, their resources, the launchers and the pages. */
final class House {
    private static final Pattern READ = Pattern.compile(
            "(.+/)?src/main/.+\\.(java|sql|xml|yml|properties)" + "|[^/]+\\.md|docs/.+\\.md|assent|benchmarks/run");

    private static final List<String> SKIPPED = List.of("target", "node_modules");

    private final Path top;

    House(Path top) {
        this.top = top;
    }

    /** The repository that the running test belongs to. */
    static House ofThisTest() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("ARCHITECTURE.md"))) {
                return new House(directory);
            }
        }
        throw new IllegalStateException("Expected " + start + " to be inside the repository, but it is not");
    }

    List<Passage> passages() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path file : files()) {
            texts.put(name(file), Files.readString(file));
        }
        return passages(texts);
    }

    /** @param texts the text of each file, by its path from the top of the repository */
    static List<Passage> passages(Map<String, String> texts) throws IOException {
        Map<String, String> java = new LinkedHashMap<>(texts);
        java.keySet().removeIf(name -> !name.endsWith(".java"));
        List<Passage> passages = new ArrayList<>(JavaPassages.of(java));
        texts.forEach((name, text) -> {
            if (!java.containsKey(name)) {
                passages.addAll(paragraphs(name, text));
            }
        });
        return passages;
    }

    private String name(Path file) {
        return top.relativize(file).toString().replace('\\', '/');
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean hidden = name.startsWith(".") && !directory.equals(top);
                return hidden || SKIPPED.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (READ.matcher(top.relativize(file).toString().replace('\\', '/'))
                        .matches()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    /** Consecutive lines that are not empty make one passage, because a phrase may stand across a line break. */
    private static List<Passage> paragraphs(String name, String text) {
        List<Passage> passages = new ArrayList<>();
        List<String> lines = Arrays.asList((text + "\n").split("\n", -1));
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            boolean blank = lines.get(i).isBlank();
            if (i > start && (blank || !continues(lines.get(i)))) {
                String paragraph = String.join(" ", lines.subList(start, i)).replaceAll("\\s+", " ");
                passages.add(new Passage(name, start + 1, paragraph.strip()));
                start = i;
            }
            start = blank ? i + 1 : start;
        }
        return passages;
    }

    /** A table row, a list item and a line of a script are passages of their own. */
    private static boolean continues(String line) {
        return !line.strip().matches("(\\||[-*#] |\\d+\\. |```).*");
    }
}
