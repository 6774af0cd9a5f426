package dev.assent.simulation.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what the last runs measured into {@code docs/reliability.md}, between its two marks. What people wrote around them
 * stays. Run by {@code ./assent reliability} behind the tests.
 */
public final class Reliability {
    static final String BEGIN = "<!-- measured: what ./assent reliability writes begins here -->";
    static final String END = "<!-- measured: and ends here -->";
    private static final List<String> TESTS = List.of("simulation", "matrix", "bank");

    private Reliability() {}

    /** @param args the directory of the project */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Path page = home.resolve("docs/reliability.md");
        Files.writeString(page, withFigures(Files.readString(page), measured(home)));
        System.out.println("Written: " + page);
    }

    static String withFigures(String page, List<String> figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "Expected the lines '" + BEGIN + "' and '" + END + "' in the page, but they are not there");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + String.join("\n", figures) + "\n\n"
                + page.substring(end);
    }

    private static List<String> measured(Path home) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Measured on " + LocalDate.now(ZoneOffset.UTC) + ", Java "
                + Runtime.version().feature() + ".");
        lines.add("");
        lines.addAll(campaigns(home.resolve("chaos/target/figures")));
        for (String test : TESTS) {
            Path figures = home.resolve("simulation/target/figures/" + test + ".md");
            if (!Files.exists(figures)) {
                throw new IllegalStateException(
                        "Expected figures of the tests in " + figures + ", but there are none: run them first");
            }
            lines.addAll(Files.readAllLines(figures));
        }
        return lines;
    }

    /** Of those that were run; each has a file. */
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
