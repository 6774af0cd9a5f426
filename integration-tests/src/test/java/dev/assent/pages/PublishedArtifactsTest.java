package dev.assent.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** assent-bom and docs/versions.md list every artifact that is published, and what is published needs nothing else of ours. */
final class PublishedArtifactsTest {
    private static final Path TOP = Path.of("..");
    private static final String BOM = "assent-bom";
    private static final String PARENT = "assent-parent";

    private final Map<String, Pom> poms = new TreeMap<>();

    PublishedArtifactsTest() throws IOException {
        Files.walkFileTree(TOP.toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return Set.of("src", "target", "seata-clients")
                                .contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.getFileName().toString().equals("pom.xml")) {
                    Pom pom = new Pom(file);
                    poms.put(pom.artifact(), pom);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The jars that are published. */
    private Set<String> published() {
        Set<String> artifacts = new TreeSet<>();
        poms.forEach((artifact, pom) -> {
            if (!pom.text("packaging").equals("pom") && isOurs(pom) && !isKept(pom)) {
                artifacts.add(artifact);
            }
        });
        return artifacts;
    }

    /** Whether the module, or one that it inherits from, says {@code maven.deploy.skip}. */
    private boolean isKept(Pom pom) {
        String parent = pom.text("parent", "artifactId");
        return pom.text("properties", "maven.deploy.skip").equals("true")
                || (poms.containsKey(parent) && isKept(pom(parent)));
    }

    /** Whether it inherits from the parent of all modules. Class paths for tests of other software do not. */
    private boolean isOurs(Pom pom) {
        String parent = pom.text("parent", "artifactId");
        return parent.equals(PARENT) || (poms.containsKey(parent) && isOurs(pom(parent)));
    }

    private Pom pom(String artifact) {
        return Objects.requireNonNull(poms.get(artifact), artifact);
    }

    @Test
    void theBomListsEveryPublishedArtifactAndNothingElse() {
        assertThat(published()).contains("assent-tm-api", "assent-tc-server").doesNotContain("assent-demo");
        assertThat(pom(BOM).dependencies("dependencyManagement"))
                .allSatisfy(dependency -> assertThat(dependency.version()).isEqualTo("${project.version}"))
                .extracting(Dependency::artifact)
                .containsExactlyInAnyOrderElementsOf(published());
        assertThat(pom(PARENT).text("modules").lines().map(String::strip)).contains("bom");
        assertThat(pom(BOM).text("version")).isEqualTo(pom(PARENT).text("version"));
        assertThat(pom(BOM).text("parent"))
                .as("versions of others would come along")
                .isEmpty();
    }

    @Test
    void thePageNamesEveryPublishedArtifact() throws IOException {
        String page = Files.readString(TOP.resolve("docs/versions.md"));
        assertThat(published()).allSatisfy(artifact -> assertThat(page).contains('`' + artifact + '`'));
    }

    @Test
    void aPublishedArtifactNeedsOnlyPublishedOnes() {
        assertThat(published())
                .allSatisfy(artifact -> assertThat(pom(artifact).dependencies())
                        .filteredOn(dependency -> dependency.artifact().startsWith("assent-")
                                && !dependency.scope().equals("test"))
                        .extracting(Dependency::artifact)
                        .isSubsetOf(published()));
    }

    private record Dependency(String artifact, String version, String scope) {}

    private static final class Pom {
        private final Element project;

        Pom(Path file) throws IOException {
            try {
                project = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile())
                        .getDocumentElement();
            } catch (ParserConfigurationException | SAXException e) {
                throw new IOException("Expected to read " + file, e);
            }
        }

        String artifact() {
            return text("artifactId");
        }

        /** The text at a path of elements; empty if there is none. */
        String text(String... path) {
            return at(path).map(found -> found.getTextContent().strip())
                    .findFirst()
                    .orElse("");
        }

        List<Dependency> dependencies(String... above) {
            String[] path = Stream.concat(Stream.of(above), Stream.of("dependencies", "dependency"))
                    .toArray(String[]::new);
            return at(path).map(found ->
                            new Dependency(text(found, "artifactId"), text(found, "version"), text(found, "scope")))
                    .toList();
        }

        private Stream<Element> at(String... path) {
            Stream<Element> found = Stream.of(project);
            for (String name : path) {
                found = found.flatMap(element -> children(element, name).stream());
            }
            return found;
        }

        private static String text(Element element, String name) {
            List<Element> found = children(element, name);
            return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
        }

        private static List<Element> children(Element element, String name) {
            List<Element> children = new ArrayList<>();
            IntStream.range(0, element.getChildNodes().getLength()).forEach(i -> {
                Node child = element.getChildNodes().item(i);
                if (child instanceof Element found && found.getTagName().equals(name)) {
                    children.add(found);
                }
            });
            return children;
        }
    }
}
