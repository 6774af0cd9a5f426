package dev.assent.shop;

import static dev.assent.protocol.MessageType.BRANCH_COMMIT_REQUEST;
import static dev.assent.protocol.MessageType.BRANCH_COMMIT_RESPONSE;
import static dev.assent.protocol.MessageType.BRANCH_REGISTER_RESPONSE;
import static dev.assent.protocol.MessageType.BRANCH_ROLLBACK_RESPONSE;
import static dev.assent.protocol.MessageType.GLOBAL_COMMIT_REQUEST;
import static dev.assent.protocol.MessageType.GLOBAL_COMMIT_RESPONSE;
import static dev.assent.shop.Part.ACCOUNTS;
import static dev.assent.shop.Part.COORDINATOR;
import static dev.assent.shop.Part.ORDERS;
import static dev.assent.shop.Part.STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.protocol.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Four processes, each of which is killed at chosen moments of a purchase and started again. After each one the books are
 * compared with what the customer was answered; at the end the three databases are audited.
 */
class ShopUnderKillsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final long PRICE = 6_000 + 500;

    private static @Nullable RunningShop shop;
    private static Books first = new Books(0, 0, 0, 0, 0);

    @BeforeAll
    static void open() throws Exception {
        shop = RunningShop.start();
        first = shop().books();
        // on a busy machine the first purchase may take longer than its time-out: everything is loaded by then
        await("a first purchase")
                .atMost(PATIENCE)
                .until(() -> shop().buy("ann", 1).join() == CREATED);
        awaitQuiet();
    }

    private static RunningShop shop() {
        return Objects.requireNonNull(shop, "started");
    }

    /** Reads the files when all processes have ended: what no database has kept cannot be seen here. */
    @AfterAll
    static void audit() throws Exception {
        if (shop == null) {
            return;
        }
        try (RunningShop closing = shop) {
            awaitQuiet();
            ShopProcesses processes = closing.processes();
            for (Part part : List.of(ORDERS, STOCK, ACCOUNTS)) {
                processes.stop(part);
            }
            Books last = Books.read(processes);
            assertThat(last.money() + last.paid()).as("money").isEqualTo(first.money());
            assertThat(last.stock() + last.items()).as("shoes and hats").isEqualTo(first.stock());
            assertThat(last.orders()).as("orders").isPositive();
            assertThat(Books.openUndoRows(processes)).as("undo rows").containsOnly(0L);
        }
    }

    private static void awaitQuiet() {
        await("nothing open at the coordinator").atMost(PATIENCE).until(shop()::nothingIsOpen);
    }

    /** RestClient to Spring MVC, WebClient from there to WebFlux, OpenFeign to WebFlux: each in a process of its own. */
    @Test
    void everyServiceWorksForTheTransactionThatTheFirstOneBegan() {
        Books before = shop().books();

        assertThat(shop().buy("ann", 7).join()).isEqualTo(CREATED);

        await("the log of orders")
                .atMost(PATIENCE)
                .until(() -> shop().xidOfLine(ORDERS, "ann buys 7 of shoe").isPresent());
        String xid = shop().xidOfLine(ORDERS, "ann buys 7 of shoe").orElseThrow();
        await("the logs of the others")
                .atMost(PATIENCE)
                .until(() -> shop().hasLine(STOCK, xid, "7 of shoe are reserved")
                        && shop().hasLine(ACCOUNTS, xid, "ann pays 500 for postage")
                        && shop().hasLine(ACCOUNTS, xid, "ann pays 42000 for shoe"));
        awaitQuiet();
        assertThat(shop().books()).isNotEqualTo(before);
    }

    @Test
    void aRefusedPurchaseLeavesNoTrace() {
        Books before = shop().books();

        assertThat(shop().buy("bob", 1).join()).isEqualTo(CONFLICT);

        awaitQuiet();
        assertThat(shop().books()).isEqualTo(before);
    }

    /** What a purchase becomes. */
    enum Ending {
        COMMITTED,
        ROLLED_BACK,
        /** Either, as long as the customer hears the truth. */
        AS_ANSWERED
    }

    /** Which process is killed, and at which message between a service and the coordinator. The message is lost. */
    enum Kill {
        STOCK_HAS_REGISTERED_ITS_BRANCH(STOCK, STOCK, BRANCH_REGISTER_RESPONSE, "ann", Ending.ROLLED_BACK),
        STOCK_HAS_COMMITTED_BUT_NOT_ANSWERED(STOCK, ACCOUNTS, BRANCH_REGISTER_RESPONSE, "ann", Ending.ROLLED_BACK),
        STOCK_IS_TO_FORGET_ITS_UNDO_ROWS(STOCK, STOCK, BRANCH_COMMIT_REQUEST, "ann", Ending.COMMITTED),
        ACCOUNTS_HAVE_REGISTERED_A_BRANCH(ACCOUNTS, ACCOUNTS, BRANCH_REGISTER_RESPONSE, "ann", Ending.ROLLED_BACK),
        ACCOUNTS_ARE_TO_FORGET_THEIR_UNDO_ROWS(ACCOUNTS, ACCOUNTS, BRANCH_COMMIT_REQUEST, "ann", Ending.COMMITTED),
        ACCOUNTS_HAVE_UNDONE_BUT_NOT_ANSWERED(ACCOUNTS, ACCOUNTS, BRANCH_ROLLBACK_RESPONSE, "bob", Ending.ROLLED_BACK),
        ORDERS_HAVE_REGISTERED_THEIR_BRANCH(ORDERS, ORDERS, BRANCH_REGISTER_RESPONSE, "ann", Ending.ROLLED_BACK),
        ORDERS_ASK_FOR_THE_COMMIT(ORDERS, ORDERS, GLOBAL_COMMIT_REQUEST, "ann", Ending.ROLLED_BACK),
        ORDERS_ARE_TO_HEAR_OF_THE_COMMIT(ORDERS, ORDERS, GLOBAL_COMMIT_RESPONSE, "ann", Ending.COMMITTED),
        COORDINATOR_HAS_REGISTERED_A_BRANCH(COORDINATOR, STOCK, BRANCH_REGISTER_RESPONSE, "ann", Ending.AS_ANSWERED),
        COORDINATOR_HAS_DECIDED_THE_COMMIT(COORDINATOR, ORDERS, GLOBAL_COMMIT_RESPONSE, "ann", Ending.COMMITTED),
        COORDINATOR_DELIVERS_A_COMMIT(COORDINATOR, STOCK, BRANCH_COMMIT_RESPONSE, "ann", Ending.COMMITTED);

        private final Part victim;
        private final Part service;
        private final MessageType message;
        private final String customer;
        private final Ending ending;

        Kill(Part victim, Part service, MessageType message, String customer, Ending ending) {
            this.victim = victim;
            this.service = service;
            this.message = message;
            this.customer = customer;
            this.ending = ending;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPurchaseIsWholeOrGone(Kill kill) throws Exception {
        Books before = shop().books();
        shop().killAt(kill.victim, kill.service, kill.message);

        CompletableFuture<Integer> answer = shop().buy(kill.customer, 1);
        shop().awaitKill();
        shop().processes().start(kill.victim);
        boolean bought = answer.join() == CREATED;
        awaitQuiet();

        Books after = shop().books();
        switch (kill.ending) {
            case COMMITTED -> {
                assertThat(bought).isEqualTo(kill.victim != ORDERS);
                assertThat(after).isEqualTo(before.afterAPurchase(PRICE));
            }
            case ROLLED_BACK -> {
                assertThat(bought).isFalse();
                assertThat(after).isEqualTo(before);
            }
            case AS_ANSWERED -> assertThat(after).isEqualTo(bought ? before.afterAPurchase(PRICE) : before);
        }
    }
}
