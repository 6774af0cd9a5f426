package dev.assent.testkit;

import static dev.assent.tm.TransactionOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.Cause;
import dev.assent.tm.GlobalTransaction;
import dev.assent.tm.GlobalTransactions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The clock moves when the test says so, and then all that is due has happened. */
@AssentTest
final class ClockTest {
    @Test
    void aTimeOutOfAMinuteTakesNoTime(AssentKit kit, TestClock clock) throws Exception {
        Shop shop = new Shop(kit);
        long begin = System.nanoTime();
        try (GlobalTransaction tx = shop.transactions().begin(named("slow"))) {
            shop.order(1, "tea");
            clock.advance(Duration.ofMinutes(1).minusMillis(1));
            assertThat(kit.lastTransaction()).open();
            assertThat(shop.purchases()).isEqualTo(1);

            clock.advance(ofMillis(1));

            assertThat(kit.lastTransaction())
                    .rolledBack()
                    .because(Cause.TIMEOUT)
                    .because("time-out");
            assertThat(shop.purchases()).isZero();
            assertThatThrownBy(tx::commit).isInstanceOf(RolledBack.class);
        }
        assertThat(kit).leavesNothing();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ofSeconds(20));
    }

    @Test
    void aTimeOutNeedNotFallOnAWholeSecond(AssentKit kit, TestClock clock, GlobalTransactions transactions) {
        clock.advance(ofMillis(300));
        try (GlobalTransaction tx = transactions.begin(named("short").withTimeout(ofMillis(1500)))) {
            clock.advance(ofMillis(1499));
            assertThat(kit.transaction(tx.xid())).open();
            clock.advance(ofMillis(1));
            assertThat(kit.transaction("short")).rolledBack().because(Cause.TIMEOUT);
        }
    }

    @Test
    void theClockStandsWhileWorkIsDone(AssentKit kit, TestClock clock) throws Exception {
        Instant before = clock.now();
        Shop shop = new Shop(kit);
        for (int i = 0; i < 5; i++) {
            shop.buy(i, "tea", 1);
        }
        assertThat(clock.now()).isEqualTo(before);
        assertThat(clock.passed()).isZero();
        clock.advance(ofSeconds(3));
        assertThat(clock.now()).isEqualTo(before.plusSeconds(3));
        assertThat(clock.passed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void theClockDoesNotGoBack(TestClock clock) {
        assertThatThrownBy(() -> clock.advance(ofMillis(-1)))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4001: Expected the clock to be advanced by a time of at least 0, but got PT-0.001S.");
    }

    @Test
    void aDayIsNotLong(AssentKit kit, TestClock clock) throws Exception {
        Shop shop = new Shop(kit);
        shop.buy(1, "tea", 1);
        clock.advance(Duration.ofDays(1));
        shop.buy(2, "tea", 1);
        assertThat(kit.lastTransaction()).committed();
    }
}
