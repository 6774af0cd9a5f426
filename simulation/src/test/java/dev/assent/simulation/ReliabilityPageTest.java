package dev.assent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.simulation.world.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on reliability names is there. */
class ReliabilityPageTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    private final String page;

    ReliabilityPageTest() throws IOException {
        page = Files.readString(HOME.resolve("docs/reliability.md"));
    }

    @Test
    void everyPromiseHasARowWithATest() {
        List<String> rows = page.lines().filter(line -> line.startsWith("| ")).toList();
        assertThat(Arrays.stream(Promise.values()).map(Promise::toString))
                .allSatisfy(promise -> assertThat(rows)
                        .anySatisfy(row -> assertThat(row)
                                .startsWith("| " + promise + " |")
                                .contains("Test`")));
    }

    @Test
    void everyTestThatItNamesExists() throws IOException {
        Set<String> tests;
        try (Stream<Path> modules = Files.walk(HOME)) {
            tests = modules.map(Path::toString)
                    .filter(file -> file.contains("/src/test/java/") && file.endsWith("Test.java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        assertThat(TEST.matcher(page).results().map(found -> found.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(tests).contains(test));
    }
}
