package dev.assent.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/first-hour.sh runs the blocks of docs/quick-start.md; here is seen that it finds every one. */
final class QuickStartPageTest {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\S+)(.*)\n((?:(?!```).*\n)*)```$");
    private static final Pattern MARK = Pattern.compile(" (file|run|expect)=\\S+( boot=[34]| in=clone)?");
    private static final Path TOP = Path.of("..");

    private final String page;

    QuickStartPageTest() throws IOException {
        page = Files.readString(TOP.resolve("docs/quick-start.md"));
    }

    @Test
    void everyBlockIsMarkedForTheScript() {
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();

        assertThat(blocks).hasSizeGreaterThan(15);
        assertThat(page.lines().filter(line -> line.startsWith("```")).count()).isEqualTo(2L * blocks.size());
        assertThat(blocks).allSatisfy(block -> assertThat(block.group(2)).matches(MARK));
    }

    @Test
    void theFilesOfBothLinesOfSpringBootHaveTheVersionsThatAreTested() throws IOException {
        assertThat(page)
                .contains("<version>" + property("spring/pom.xml") + "</version>")
                .contains("<version>" + property("spring/boot-4/pom.xml") + "</version>");
    }

    @Test
    void theUndoTableIsTheOneOfTheDataSource() throws IOException {
        String script = Files.readString(
                TOP.resolve("rm-datasource-proxy/src/main/resources/dev/assent/datasource/undo/undo_log-h2.sql"));
        assertThat(script.split("(?m)^--.*\n"))
                .filteredOn(part -> !part.isBlank())
                .hasSize(2)
                .allSatisfy(part -> {
                    assertThat(page).contains(part);
                    for (String service : List.of("orders", "stock", "accounts")) {
                        assertThat(TOP.resolve("examples/shop/" + service + "/src/main/resources/schema.sql"))
                                .content()
                                .contains(part);
                    }
                });
    }

    /** One command for all pages, so that a reader who comes from another page need not build again. */
    @Test
    void everyPageThatBuildsTheLibrariesHasTheSameCommand() throws IOException {
        Pattern install = Pattern.compile("\\./mvnw [^`\n]* install\\b");
        List<String> commands = new ArrayList<>();
        for (String name : List.of("README.md", "docs/quick-start.md", "docs/spring.md", "docs/migration.md")) {
            install.matcher(Files.readString(TOP.resolve(name)))
                    .results()
                    .map(MatchResult::group)
                    .forEach(commands::add);
        }

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        assertThat(Set.copyOf(commands)).hasSize(1);
    }

    private static String property(String pom) throws IOException {
        return Pattern.compile("<spring.boot.version>(.*)</spring.boot.version>")
                .matcher(Files.readString(TOP.resolve(pom)))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
