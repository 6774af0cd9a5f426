package dev.assent.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PassagesTest {
    private static final String SOURCE = """
            package dev.assent.sample;

            /**
             * First line
             * and second.
             */
            class SomeName {
                // one remark
                // over two lines
                static final int MOST_ROWS = 3; /* inline */

                String someMethod(int parameterName) {
                    char quote = '"';
                    return "a // literal " + \"""
                        of several
                        lines\""" + parameterName;
                }
            }
            """;

    @Test
    void namesAreSplitIntoWords() throws IOException {
        assertThat(texts())
                .contains("dev assent sample", "some name", "most rows", "some method", "parameter name", "quote");
    }

    @Test
    void literalsAreNoComments() throws IOException {
        assertThat(texts()).contains("a // literal of several lines").doesNotContain("literal");
    }

    @Test
    void aCommentIsOneText() throws IOException {
        assertThat(texts()).contains("First line and second.", "one remark over two lines", "inline");
    }

    @Test
    void aPassageKnowsItsLine() throws IOException {
        assertThat(passages("A.java", SOURCE))
                .contains(new Passage("A.java", 3, "First line and second."))
                .contains(new Passage("A.java", 12, "some method"));
    }

    @Test
    void aParagraphOfAPageIsOneText() throws IOException {
        assertThat(passages("a.md", "# Title\n\none\ntwo\n- item\n  goes on\n"))
                .containsExactly(
                        new Passage("a.md", 1, "# Title"),
                        new Passage("a.md", 3, "one two"),
                        new Passage("a.md", 5, "- item goes on"));
    }

    private static List<String> texts() throws IOException {
        return passages("A.java", SOURCE).stream().map(Passage::text).toList();
    }

    private static List<Passage> passages(String file, String text) throws IOException {
        return House.passages(Map.of(file, text));
    }
}
