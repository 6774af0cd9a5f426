package dev.assent.testkit;

import static dev.assent.tm.TransactionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.assent.client.AssentClient;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.tm.GlobalTransaction;
import dev.assent.tm.GlobalTransactions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Each test has a kit of its own, and a fault that did not happen fails it. */
final class ExtensionTest {
    @Test
    void parametersAreOfTheTestsKit() {
        events(Parameters.class).assertStatistics(all -> all.started(4).succeeded(4));
    }

    @AssentTest
    static class Parameters {
        private final List<AssentKit> kits = new ArrayList<>();

        @BeforeEach
        void before(AssentKit kit) {
            kits.add(kit);
        }

        @AfterEach
        void after(AssentKit kit, TestClock clock) {
            assertThat(kits).containsExactly(kit);
            assertThat(kit.clock()).isSameAs(clock);
        }

        @Test
        void all(
                AssentKit kit,
                TestClock clock,
                TestCoordinator coordinator,
                TestNetwork network,
                TestService service,
                GlobalTransactions transactions,
                AssentClient client,
                @OfService("stock") TestService stock,
                @OfService("stock") GlobalTransactions stockTransactions) {
            assertThat(kit.clock()).isSameAs(clock);
            assertThat(kit.coordinator()).isSameAs(coordinator);
            assertThat(kit.network()).isSameAs(network);
            assertThat(service.name()).isEqualTo("application");
            assertThat(service.transactions()).isSameAs(transactions);
            assertThat(service.client()).isSameAs(client).isNotSameAs(stock.client());
            assertThat(stock.name()).isEqualTo("stock");
            assertThat(kit.service("stock")).isSameAs(stock);
            assertThat(stock.transactions()).isSameAs(stockTransactions);
        }

        @Test
        void nothingIsLeftOfAnotherTest(AssentKit kit) {
            assertThat(kit.transactions()).isEmpty();
            try (var tx = kit.service("orders").transactions().begin(named("one"))) {
                tx.commit();
            }
        }

        @Test
        void norOfThisOne(AssentKit kit) {
            nothingIsLeftOfAnotherTest(kit);
        }

        @Nested
        class Inner {
            @Test
            void inside(AssentKit kit) {
                assertThat(kit.transactions()).isEmpty();
            }
        }
    }

    @Test
    void aFaultThatNeverHappenedFailsTheTest() {
        failures(UnusedFaults.class)
                .haveExactly(
                        1,
                        event(
                                test("branch"),
                                finishedWithFailure(
                                        instanceOf(NotAllowed.class),
                                        message(
                                                "ASN-4012: Expected a branch of stokc to fail in phase two, as the test has asked,"
                                                        + " but it never happened. Branches were registered by no service."))))
                .haveExactly(
                        1,
                        event(
                                test("message"),
                                finishedWithFailure(message(
                                        said -> said.contains("Expected BRANCH_REGISTER to be lost (stock), as")))))
                .haveExactly(
                        1,
                        event(
                                test("crash"),
                                finishedWithFailure(
                                        message(
                                                said -> said.contains(
                                                        "Expected the coordinator to crash after COMMIT_DECIDED, as the test has asked")))))
                .haveExactly(1, event(test("hasFailedAlready"), finishedWithFailure(message("by itself"))))
                .hasSize(4);
    }

    @AssentTest
    static class UnusedFaults {
        @Test
        void branch(AssentKit kit) {
            kit.branch("stokc").failPhaseTwo(3);
        }

        @Test
        void message(TestNetwork network) {
            network.drop(Message.BRANCH_REGISTER).of("stock");
        }

        @Test
        void crash(TestCoordinator coordinator) {
            coordinator.crashAfter(Fact.COMMIT_DECIDED);
        }

        @Test
        void hasFailedAlready(TestCoordinator coordinator) {
            coordinator.crashAfter(Fact.COMMIT_DECIDED);
            throw new IllegalStateException("by itself");
        }

        @Test
        void cancelled(TestCoordinator coordinator) {
            coordinator.crashAfter(Fact.COMMIT_DECIDED).cancel();
        }
    }

    @Test
    void aTransactionThatATestLeavesOpenIsNotTheNextTests() {
        events(LeftOpen.class).assertStatistics(all -> all.started(3).succeeded(3));
    }

    @AssentTest
    static class LeftOpen {
        @RepeatedTest(3)
        void begins(GlobalTransactions transactions) {
            assertThat(GlobalTransaction.current()).isEmpty();
            assertThat(transactions.begin(named("left open")).role()).isEqualTo(GlobalTransaction.Role.LAUNCHER);
        }
    }

    @Test
    void aFieldServesAsWell() {
        events(Registered.class).assertStatistics(all -> all.started(1).succeeded(1));
    }

    static class Registered {
        @RegisterExtension
        private final AssentExtension assent = new AssentExtension();

        @Test
        void asksForTheKit(AssentKit kit) {
            assertThat(assent.kit()).isSameAs(kit);
        }
    }

    @Test
    void beforeAllTestsThereIsNoKit() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(BeforeAllOfThem.class))
                .execute()
                .containerEvents()
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                message(said -> said.contains("ASN-4013: Expected a AssentKit to be")))));
    }

    @AssentTest
    static class BeforeAllOfThem {
        @BeforeAll
        static void tooEarly(AssentKit kit) {
            kit.settle();
        }

        @Test
        void some() {}
    }

    private static Events events(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .execute()
                .testEvents();
    }

    private static org.assertj.core.api.ListAssert<org.junit.platform.testkit.engine.Event> failures(Class<?> type) {
        return events(type).failed().assertThatEvents();
    }
}
