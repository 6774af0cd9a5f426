package dev.assent.chaos.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.audit.Claim;
import dev.assent.demo.shop.Purchase;
import dev.assent.model.Xid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShopEventTest {
    @Test
    void isReadAsItIsSaid() {
        assertThat(Stream.of(
                        ShopEvent.began(1, new Xid("127.0.0.1:8091:7")),
                        ShopEvent.stepCommitted(2, "placed the order"),
                        ShopEvent.endRequested(3),
                        ShopEvent.ended(4, Claim.COMMITTED, ""),
                        ShopEvent.failedByFault(5, "somebody was away")))
                .allSatisfy(word -> assertThat(ShopEvent.read(word.line())).contains(word));
    }

    @Test
    void staysOneLine() {
        assertThat(ShopEvent.unexpected(1, "first\nsecond").line()).doesNotContain("\n");
    }

    @Test
    void otherLinesAreNoWords() {
        assertThat(ShopEvent.read("ready")).isEmpty();
        assertThat(ShopEvent.read("12:00:00 WARN [main] Link: the coordinator is away"))
                .isEmpty();
    }

    @Test
    void aPurchaseIsReadAsItIsWritten() {
        Purchase purchase = new Purchase(17, 3, 5, 2, 50, true);
        assertThat(PurchaseRequest.read(PurchaseRequest.line(purchase))).isEqualTo(purchase);
    }
}
