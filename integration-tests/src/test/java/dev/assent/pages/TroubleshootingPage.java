package dev.assent.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assent.datasource.errors.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of docs/troubleshooting.md that is written from the sentences in the sources. */
final class TroubleshootingPage {
    static final Path TOP = Path.of("..");
    static final Path FILE = TOP.resolve("docs/troubleshooting.md");
    static final String BEGIN = "<!-- from here on written by TroubleshootingPageTest -->\n";

    private static final Path REMEDIES = Path.of("src/test/resources/dev/assent/pages/remedies.txt");
    /** The second digit of the codes of ./assent demo and ./assent shop, which no application meets. */
    private static final char OF_THE_EXAMPLES = '7';

    private static final Map<Character, String> KINDS = new TreeMap<>(
            Map.of(
                    '1', "`TryAgain`: this call changed nothing, repeat it",
                    '2', "`RolledBack`: the transaction is rolled back, start over with a new one",
                    '3', "`OutcomeUnknown`: find out first, then decide",
                    '4', "`NotAllowed`: change the program, the database or the configuration",
                    '6',
                            "the saga engine; `SagaException.reason()` sorts what it throws, the rest is stored with an instance"));

    private final Map<String, List<String>> sentences;
    private final Map<String, String> remedies;

    private TroubleshootingPage(Map<String, List<String>> sentences, Map<String, String> remedies) {
        this.sentences = sentences;
        this.remedies = remedies;
    }

    static TroubleshootingPage ofTheSources() throws IOException {
        Map<String, List<String>> sentences =
                ErrorSentences.in(Sources.under(TOP).ofErrors());
        for (Refusal refusal : Refusal.values()) {
            sentences.put(
                    refusal.code(),
                    List.of("Expected a statement of a global transaction to be one that can be undone, but "
                            + refusal.why() + ": … " + refusal.wayOut() + "."));
        }
        sentences.keySet().removeIf(code -> code.charAt("ASN-n".length()) == OF_THE_EXAMPLES);
        Map<String, String> remedies = new TreeMap<>();
        for (String line : Files.readAllLines(REMEDIES, UTF_8)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                remedies.put(
                        line.substring(0, line.indexOf(' ')),
                        line.substring(line.indexOf(' ')).strip());
            }
        }
        return new TroubleshootingPage(sentences, remedies);
    }

    /** What the page shows now. */
    static String shown() throws IOException {
        String text = Files.readString(FILE, UTF_8);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length());
    }

    Map<String, List<String>> sentences() {
        return sentences;
    }

    Map<String, String> remedies() {
        return remedies;
    }

    String text() {
        List<String> text = new ArrayList<>();
        KINDS.forEach((kind, meaning) -> {
            text.add("");
            text.add("### ASN-" + kind + "…, " + meaning);
            text.add("");
            text.add("| Code | It says | Do |");
            text.add("|---|---|---|");
            sentences.forEach((code, said) -> {
                if (code.charAt("ASN-".length()) == kind) {
                    text.add("| %s | %s | %s |"
                            .formatted(code, cell(String.join("<br>", said)), remedies.getOrDefault(code, "")));
                }
            });
        });
        return String.join("\n", text) + "\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|")
                .replace("<br>", "\u0000")
                .replace("<", "&lt;")
                .replace("\u0000", "<br>");
    }
}
