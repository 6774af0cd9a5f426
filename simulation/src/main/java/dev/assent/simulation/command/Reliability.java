package dev.assent.simulation.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes what the last runs of the tests measured into {@code docs/reliability-measured.md}. Run by {@code ./assent reliability}. */
public final class Reliability {
    private static final String PAGE = "docs/reliability-measured.md";
    private static final String HEAD = """
            # What the tests of Assent measured

            Written by `./assent reliability`: a run writes this page anew. What is promised and how it is tested: [reliability.md](reliability.md).

            Measured on %s, Java %d.
            """;
    private static final List<String> TESTS = List.of("simulation", "matrix", "bank");

    private Reliability() {}

    /** @param args the directory of the project */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        for (String test : TESTS) {
            if (!Files.exists(figures(home, test))) {
                System.err.println("Expected the tests to have left their figures in " + figures(home, test)
                        + ", but there is no such file. Run ./assent reliability.");
                System.exit(1);
            }
        }
        Path page = home.resolve(PAGE);
        Files.writeString(page, page(home, LocalDate.now(ZoneOffset.UTC)));
        System.out.println("Written: " + page);
    }

    static String page(Path home, LocalDate today) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD.formatted(today, Runtime.version().feature()));
        lines.addAll(campaigns(home.resolve("chaos/target/figures")));
        for (String test : TESTS) {
            lines.addAll(Files.readAllLines(figures(home, test)));
        }
        return String.join("\n", lines) + '\n';
    }

    private static Path figures(Path home, String test) {
        return home.resolve("simulation/target/figures/" + test + ".md");
    }

    /** One line for each campaign that was run; each has a file. */
    private static List<String> campaigns(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of("- **Real processes** (`./assent chaos`): not run here.");
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name =
                        String.valueOf(file.getFileName()).replace("chaos-", "").replace(".properties", "");
                List<String> figures = Files.readAllLines(file).stream()
                        .map(line -> line.replace('.', ' ').replace("=", ": "))
                        .toList();
                lines.add("- **Real processes** (`./assent chaos --db " + name + "`): " + String.join("; ", figures)
                        + '.');
            }
        }
        return lines;
    }
}
