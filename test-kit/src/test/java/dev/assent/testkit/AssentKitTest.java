package dev.assent.testkit;

import static dev.assent.tm.TransactionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.BranchResource;
import dev.assent.client.ClientOptions;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RowHeld;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransaction;
import dev.assent.tm.GlobalTransactions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A kit without JUnit's help, and with several threads. */
final class AssentKitTest {
    @Test
    void isStartedAndClosedByTheTest() throws Exception {
        try (AssentKit kit = AssentKit.start()) {
            Shop shop = new Shop(kit);
            shop.buy(1, "tea", 1);
            assertThat(kit.lastTransaction()).committed();
            assertThat(kit).leavesNothing();
        }
    }

    @Test
    void aFaultThatNeverHappenedIsSaidAtTheEnd() throws Exception {
        AssentKit kit = AssentKit.start();
        Shop shop = new Shop(kit);
        kit.branch("stokc").failPhaseTwo(1);
        shop.buy(1, "tea", 1);
        assertThatThrownBy(kit::close)
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("Expected a branch of stokc to fail in phase two, as the test has asked")
                .hasMessageContaining("Branches were registered by orders (jdbc:h2:mem:");
        kit.close();
        assertThatThrownBy(() -> kit.service("orders")).hasMessageStartingWith("ASN-4015");
        assertThatThrownBy(() -> kit.clock().advance(Duration.ZERO)).hasMessageStartingWith("ASN-4015");
    }

    @Test
    void twoKitsShareNothing() throws Exception {
        try (AssentKit one = AssentKit.start();
                AssentKit other = AssentKit.start()) {
            new Shop(one).buy(1, "tea", 1);
            one.clock().advance(Duration.ofHours(1));
            assertThat(other.transactions()).isEmpty();
            assertThat(other.clock().passed()).isZero();
        }
    }

    @Test
    void aClientOfOnesOwn() {
        try (AssentKit kit = AssentKit.start()) {
            GlobalTransactions transactions = new GlobalTransactions(
                    kit.connect(ClientOptions.to(kit.coordinator().address(), "mine")));
            try (GlobalTransaction tx = transactions.begin(named("own"))) {
                kit.clock().advance(Duration.ofMinutes(1));
                assertThat(kit.transaction(tx.xid())).rolledBack().because("time-out");
            }
            assertThat(kit.transaction("own").service()).isEqualTo("mine");
        }
    }

    /** The other thread lets go of the row: no clock has to move. */
    @Test
    void aThreadWaitsForARowOfAnother() throws Exception {
        try (AssentKit kit = AssentKit.start()) {
            Shop shop = new Shop(kit);
            CountDownLatch done = new CountDownLatch(1);
            CompletableFuture<Boolean> second;
            try (GlobalTransaction first = shop.transactions().begin(named("first"))) {
                shop.take("tea", 1);
                second = CompletableFuture.supplyAsync(() -> {
                    try {
                        shop.buy(2, "tea", 1);
                        return true;
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        done.countDown();
                    }
                });
                while (kit.transactions().size() < 2 || kit.transaction("buy").branches() < 1) {
                    Thread.onSpinWait();
                }
                assertThat(done.getCount()).isEqualTo(1);
                first.commit();
            }
            assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(shop.amountOf("tea")).isEqualTo(3);
            assertThat(kit.transaction("buy")).committed();
            assertThat(kit.clock().passed()).isZero();
            assertThat(kit).leavesNothing();
        }
    }

    /** The other thread keeps the row: the clock ends the wait. */
    @Test
    void aWaitForARowEndsByTheClock() throws Exception {
        try (AssentKit kit = AssentKit.start()) {
            Shop shop = new Shop(kit);
            try (GlobalTransaction first = shop.transactions().begin(named("first"))) {
                shop.take("tea", 1);
                CompletableFuture<Throwable> second = CompletableFuture.supplyAsync(() -> {
                    try {
                        shop.buy(2, "tea", 1);
                        throw new IllegalStateException("it got the row");
                    } catch (Exception e) {
                        return e;
                    }
                });
                while (!second.isDone()) {
                    kit.clock().advance(Duration.ofMillis(10));
                }
                assertThat(second.get()).hasRootCauseInstanceOf(RowHeld.class);
                assertThat(kit.clock().passed()).isGreaterThanOrEqualTo(Duration.ofMillis(290));
                first.commit();
            }
            assertThat(kit).leavesNothing();
        }
    }

    /** The thread that could end the wait waits itself, for something that the kit does not know. */
    @Test
    void aThreadThatWaitsForEverIsNamed() throws Exception {
        try (AssentKit kit = AssentKit.start(Duration.ofSeconds(3))) {
            Shop shop = new Shop(kit);
            try (GlobalTransaction first = shop.transactions().begin(named("first"))) {
                shop.take("tea", 1);
                CompletableFuture<Throwable> second = CompletableFuture.supplyAsync(() -> {
                    try {
                        shop.buy(2, "tea", 1);
                        throw new IllegalStateException("it got the row");
                    } catch (Exception e) {
                        return e;
                    }
                });
                assertThat(second.get(20, TimeUnit.SECONDS))
                        .hasStackTraceContaining(
                                "ASN-4002: Expected another thread to end its transaction or to advance the"
                                        + " clock within 3000 ms of real time, but this thread, which works for transaction test-kit:");
                first.commit();
            }
        }
    }

    @Test
    void aBranchThatIsNeverDoneIsNamed() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (AssentKit kit = AssentKit.start(Duration.ofSeconds(3))) {
            TestService service = kit.service("printer");
            service.client().register(new SlowResource(never));
            Xid xid = service.client().begin("print", Duration.ofMinutes(1));
            service.client().register(xid, BranchType.TCC, "print", null, null);

            assertThatThrownBy(() -> kit.clock().advance(Duration.ofMinutes(1)))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageMatching(
                            "ASN-4003: Expected the coordinator and its clients to have nothing left to do within"
                                    + " 3000 ms of real time, but printer finishes branch \\d+ of transaction test-kit:8091:\\d+\\.");

            never.countDown();
            assertThat(kit.transaction(xid)).rolledBack();
        }
    }

    private record SlowResource(CountDownLatch until) implements BranchResource {
        @Override
        public String resourceId() {
            return "print";
        }

        @Override
        public BranchType type() {
            return BranchType.TCC;
        }

        @Override
        public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
            return BranchStatus.PHASE_TWO_COMMITTED;
        }

        @Override
        public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return BranchStatus.PHASE_TWO_ROLLBACKED;
        }
    }

    @Test
    void aRequestOfAServiceBringsTheXidAndNothingElse() throws Exception {
        try (AssentKit kit = AssentKit.start()) {
            TestService stock = kit.service("stock");
            try (GlobalTransaction tx = kit.service("orders").transactions().begin(named("buy"))) {
                boolean same =
                        stock.receive(() -> XidContext.current().orElseThrow().equals(tx.xid()));
                assertThat(same).isTrue();
                assertThat(stock.<GlobalTransaction.Role, RuntimeException>receive(() ->
                                stock.transactions().current().orElseThrow().role()))
                        .isEqualTo(GlobalTransaction.Role.PARTICIPANT);
                assertThat(XidContext.current()).contains(tx.xid());
            }
            boolean none = stock.receive(() -> XidContext.current().isEmpty());
            assertThat(none).isTrue();
        }
    }
}
