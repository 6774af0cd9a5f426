package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.demo.shop.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class PurchaseQueueTest {
    private static final Purchase ONE = purchase(1);
    private static final Purchase TWO = purchase(2);

    @Test
    void servesNewOnesInOrder() throws InterruptedException {
        PurchaseQueue queue = new PurchaseQueue(List.of(ONE, TWO));
        assertThat(queue.next()).contains(ONE);
        assertThat(queue.next()).contains(TWO);
    }

    @Test
    void servesOneThatComesAgainOnceItIsDue() throws InterruptedException {
        PurchaseQueue queue = new PurchaseQueue(List.of(ONE, TWO));
        queue.next();
        queue.again(ONE, Duration.ZERO);
        assertThat(queue.next()).contains(ONE);
        assertThat(queue.next()).contains(TWO);
    }

    @Test
    void waitsForOneThatIsNotDueYet() throws InterruptedException {
        PurchaseQueue queue = new PurchaseQueue(List.of(ONE));
        queue.next();
        long start = System.nanoTime();
        queue.again(ONE, Duration.ofMillis(20));
        assertThat(queue.next()).contains(ONE);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void closesWhenTheLastIsDoneNotBefore() {
        PurchaseQueue queue = new PurchaseQueue(List.of(ONE));
        CompletableFuture<Optional<Purchase>> first = nextOn(queue);
        assertThat(first.join()).contains(ONE);
        CompletableFuture<Optional<Purchase>> second = nextOn(queue);
        assertThat(second).isNotDone();
        queue.done();
        await().atMost(Duration.ofSeconds(20)).until(second::isDone);
        assertThat(second.join()).isEmpty();
    }

    private static CompletableFuture<Optional<Purchase>> nextOn(PurchaseQueue queue) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.next();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Purchase purchase(int number) {
        return new Purchase(number, 1, 1, 1, 1, false);
    }
}
