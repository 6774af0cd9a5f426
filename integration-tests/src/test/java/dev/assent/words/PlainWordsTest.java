package dev.assent.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every name, comment, message and page uses the words that CONTRIBUTING.md lists; plain-words.txt says which it may
 * not.
 */
final class PlainWordsTest {
    private static final PlainWords WORDS = PlainWords.read();

    private static final List<Passage> PASSAGES = read();

    private static List<Passage> read() {
        try {
            return House.ofThisTest().passages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noPassageUsesABannedWord() {
        assertThat(PASSAGES).hasSizeGreaterThan(10_000);
        assertThat(PASSAGES.stream().filter(WORDS::isHeldToThem).flatMap(passage -> WORDS.violations(passage).stream()))
                .isEmpty();
    }

    @Test
    void everyExceptionIsNeeded() {
        PlainWords strict = new PlainWords(WORDS.bans(), List.of(), List.of());
        assertThat(WORDS.allowed())
                .allSatisfy(exception -> assertThat(PASSAGES.stream().filter(exception::covers))
                        .anyMatch(passage -> !strict.violations(passage).isEmpty()));
    }

    @Test
    void everyBanFindsItsExample() {
        assertThat(WORDS.bans())
                .hasSizeGreaterThan(20)
                .allSatisfy(ban -> assertThat(ban.in(ban.finds()))
                        .as(ban.matches().pattern())
                        .isPresent());
    }
}
