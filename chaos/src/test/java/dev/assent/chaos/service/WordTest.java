package dev.assent.chaos.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.audit.Claim;
import dev.assent.demo.shop.Purchase;
import dev.assent.model.Xid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WordTest {
    @Test
    void isReadAsItIsSaid() {
        assertThat(Stream.of(
                        Word.began(1, new Xid("127.0.0.1:8091:7")),
                        Word.took(2, "placed the order"),
                        Word.leaves(3),
                        Word.ended(4, Claim.COMMITTED, ""),
                        Word.turnedAway(5, "somebody was away")))
                .allSatisfy(word -> assertThat(Word.read(word.line())).contains(word));
    }

    @Test
    void staysOneLine() {
        assertThat(Word.unexpected(1, "first\nsecond").line()).doesNotContain("\n");
    }

    @Test
    void otherLinesAreNoWords() {
        assertThat(Word.read("ready")).isEmpty();
        assertThat(Word.read("12:00:00 WARN [main] Link: the coordinator is away"))
                .isEmpty();
    }

    @Test
    void aPurchaseIsReadAsItIsWritten() {
        Purchase purchase = new Purchase(17, 3, 5, 2, 50, true);
        assertThat(Wanted.read(Wanted.line(purchase))).isEqualTo(purchase);
    }
}
