package dev.assent.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/troubleshooting.md lists every code with the sentence that the sources have for it. */
final class TroubleshootingPageTest {
    private static final Path WRITTEN = Path.of("target", "troubleshooting.md");

    private final TroubleshootingPage page;

    TroubleshootingPageTest() throws IOException {
        page = TroubleshootingPage.ofTheSources();
    }

    @Test
    void thePageHasTheSentencesOfTheSources() throws IOException {
        Files.writeString(WRITTEN, page.text(), UTF_8);

        assertThat(TroubleshootingPage.shown())
                .as(
                        "%s, behind the line '%s'; %s has what it must be",
                        TroubleshootingPage.FILE, TroubleshootingPage.BEGIN.strip(), WRITTEN)
                .isEqualTo(page.text());
    }

    @Test
    void noCodeOfTheSourcesIsMissing() throws IOException {
        Set<String> codes = Sources.under(TroubleshootingPage.TOP).codes();
        codes.removeIf(code -> code.startsWith("7", "ASN-n".length()));

        assertThat(codes).hasSizeGreaterThan(150);
        assertThat(page.sentences().keySet()).containsAll(codes);
        assertThat(page.sentences().values())
                .allSatisfy(said -> assertThat(said).isNotEmpty());
    }

    @Test
    void everyRemedyBelongsToACode() {
        assertThat(page.remedies()).hasSizeGreaterThan(20);
        assertThat(page.sentences().keySet()).containsAll(page.remedies().keySet());
    }
}
