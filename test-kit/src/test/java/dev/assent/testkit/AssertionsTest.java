package dev.assent.testkit;

import static dev.assent.tm.TransactionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RowHeld;
import dev.assent.model.Cause;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each assertion holds when it should, and fails when it should, with the story of the transaction. */
@AssentTest
final class AssertionsTest {
    private Shop shop;

    @BeforeEach
    void open(AssentKit kit) throws SQLException {
        shop = new Shop(kit);
    }

    @Test
    void aCommit(AssentKit kit) throws Exception {
        shop.buy(1, "tea", 2);

        ObservedTransaction tx = kit.transaction("buy");
        assertThat(tx)
                .committed()
                .because(Cause.USER)
                .because("its application")
                .hasBranches(2);
        assertThat(kit).leavesNothing();
        assertThat(shop.amountOf("tea")).isEqualTo(3);

        assertThat(failure(() -> assertThat(tx).rolledBack()))
                .startsWith("Expected transaction test-kit:8091:")
                .contains("'buy' of orders to be rolled back, but it is committed (decided by its application).")
                .contains("begun by orders with a time-out of 60000 ms")
                .containsPattern("branch \\d+ joins: AT of stock on jdbc:h2:mem:.*, rows item:tea")
                .contains("decided: commit", "is done");
        assertThat(failure(() -> assertThat(tx).open())).contains("to be open, but it is committed");
        assertThat(failure(() -> assertThat(tx).rollingBack())).contains("but it is committed");
        assertThat(failure(() -> assertThat(tx).committing())).contains("but it is committed");
        assertThat(failure(() -> assertThat(tx).parked())).contains("to be parked, but it is committed");
        assertThat(failure(() -> assertThat(tx).hasBranches(3))).contains("to have 3 branches, but it has 2");
        assertThat(failure(() -> assertThat(tx).because(Cause.TIMEOUT)))
                .contains("to be decided by its time-out, but it is committed (decided by its application)");
        assertThat(failure(() -> assertThat(tx).because(IllegalStateException.class)))
                .contains("to be rolled back for a java.lang.IllegalStateException, but it has no such reason");
    }

    @Test
    void aRollback(AssentKit kit) throws Exception {
        assertThatThrownBy(() -> shop.buy(1, "pie", 3))
                .hasMessage("out of stock: pie")
                .hasNoSuppressedExceptions();

        ObservedTransaction tx = kit.lastTransaction();
        assertThat(tx)
                .rolledBack()
                .because("out of stock")
                .because(IllegalStateException.class)
                .because(Cause.USER);
        assertThat(kit).leavesNothing();
        assertThat(shop.amountOf("pie")).isEqualTo(2);
        assertThat(shop.purchases()).isZero();

        assertThat(failure(() -> assertThat(tx).committed()))
                .contains("to be committed, but it is rolled back (decided by its application)")
                .contains("its body ends with java.lang.IllegalStateException: out of stock: pie");
        assertThat(failure(() -> assertThat(tx).because("no money")))
                .contains("to have a reason with 'no money', but it has 'its application' and"
                        + " 'java.lang.IllegalStateException: out of stock: pie'");
        assertThat(failure(() -> assertThat(tx).because(SQLException.class)))
                .contains("to be rolled back for a java.sql.SQLException, but it has java.lang.IllegalStateException");
    }

    @Test
    void whatIsOpen(AssentKit kit) throws Exception {
        try (GlobalTransaction open = shop.transactions().begin(named("buy"))) {
            shop.order(1, "tea");

            assertThat(kit.transaction(open.xid())).open();
            assertThat(failure(() -> assertThat(kit).hasNothingOpen()))
                    .contains(
                            "Expected no transaction to be open, but 1 are.",
                            "'buy' of orders:",
                            "joins: AT of orders");
            assertThat(failure(() -> assertThat(kit).hasNoLocks())).contains("no row to be locked, but 1 are", "joins");
            assertThat(failure(() -> assertThat(kit).hasNoUndoRows()))
                    .contains("no undo row in jdbc:h2:mem:", "but there are 1", "joins");
            assertThat(failure(() -> assertThat(kit).leavesNothing())).contains("to be open");
            assertThat(failure(() -> assertThat(kit).hasNoUndoRowsIn(shop.ordersDatabase)))
                    .contains("but there are 1");
            assertThat(kit).hasNoUndoRowsIn(shop.plainStock);
        }
        assertThat(kit).leavesNothing();
    }

    @Test
    void anUndoRowThatIsLeftIsSeen(AssentKit kit) throws Exception {
        shop.buy(1, "tea", 1);
        assertThat(kit).hasNoUndoRows();
        try (Connection connection = shop.plainStock.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into undo_log (branch_id, xid, context, rollback_info, log_status, log_created,"
                    + " log_modified) values (7, 'a:1:1', '', x'00', 0, now(), now())");
        }
        assertThat(failure(() -> assertThat(kit).hasNoUndoRows())).contains("but there are 1");
    }

    @Test
    void whatHasNotBegunIsNotFound(AssentKit kit) throws Exception {
        assertThatThrownBy(kit::lastTransaction)
                .isInstanceOf(NotAllowed.class)
                .hasMessage(
                        "ASN-4008: Expected the coordinator to have seen a transaction, but it has seen no transaction.");
        shop.buy(1, "tea", 1);
        assertThatThrownBy(() -> kit.transaction("by"))
                .hasMessageContaining("a transaction named 'by', but it has seen test-kit:8091:");
        assertThatThrownBy(() -> kit.transaction(new Xid("test-kit:8091:1")))
                .hasMessageContaining("to have seen transaction test-kit:8091:1, but");
    }

    /** One thread, two transactions: only the clock could end the wait for the row. */
    @Test
    void aRowThatIsHeldIsSaidAtOnce(AssentKit kit, TestClock clock) throws Exception {
        try (GlobalTransaction first = shop.transactions().begin(named("first"))) {
            shop.take("tea", 1);
            XidContext.Scope suspended = first.suspend();
            try (suspended) {
                assertThatThrownBy(() -> shop.buy(2, "tea", 1)).hasRootCauseInstanceOf(RowHeld.class);
            }
            first.commit();
        }
        assertThat(kit.transaction("first")).committed();
        assertThat(kit.transaction("buy")).rolledBack().because("to get its rows within 31 tries");
        assertThat(clock.passed()).isEqualTo(Duration.ZERO);
        assertThat(kit).leavesNothing();
    }

    private static String failure(ThrowingCallable assertion) {
        try {
            assertion.call();
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("Expected the assertion to fail");
    }
}
