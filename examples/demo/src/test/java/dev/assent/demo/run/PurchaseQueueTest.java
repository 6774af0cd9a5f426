package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.demo.shop.Purchase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TillTest {
    private static final Purchase ONE = purchase(1);
    private static final Purchase TWO = purchase(2);

    @Test
    void servesNewOnesInOrder() throws InterruptedException {
        Till till = new Till(List.of(ONE, TWO));
        assertThat(till.next()).contains(ONE);
        assertThat(till.next()).contains(TWO);
    }

    @Test
    void servesOneThatComesAgainOnceItIsDue() throws InterruptedException {
        Till till = new Till(List.of(ONE, TWO));
        till.next();
        till.again(ONE, Duration.ZERO);
        assertThat(till.next()).contains(ONE);
        assertThat(till.next()).contains(TWO);
    }

    @Test
    void waitsForOneThatIsNotDueYet() throws InterruptedException {
        Till till = new Till(List.of(ONE));
        till.next();
        long start = System.nanoTime();
        till.again(ONE, Duration.ofMillis(20));
        assertThat(till.next()).contains(ONE);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void closesWhenTheLastIsDoneNotBefore() {
        Till till = new Till(List.of(ONE));
        CompletableFuture<Optional<Purchase>> first = nextOn(till);
        assertThat(first.join()).contains(ONE);
        CompletableFuture<Optional<Purchase>> second = nextOn(till);
        assertThat(second).isNotDone();
        till.done();
        await().atMost(Duration.ofSeconds(20)).until(second::isDone);
        assertThat(second.join()).isEmpty();
    }

    private static CompletableFuture<Optional<Purchase>> nextOn(Till till) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return till.next();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Purchase purchase(int number) {
        return new Purchase(number, 1, 1, 1, 1, false);
    }
}
