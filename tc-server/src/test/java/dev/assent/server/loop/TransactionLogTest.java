package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Operation;
import dev.assent.model.BranchStatus;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.server.Logged;
import dev.assent.server.delivery.PhaseTwoDelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every line about a transaction names it, its application and its branch in one form. */
class TransactionLogTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db");
    private final String xid = client.begins();
    private final String name = "transaction " + xid + " (purchase of shop)";

    private void rollback() {
        client.say(new GlobalRollbackRequest(xid, null));
    }

    @Test
    void aRollbackThatHasEndedSaysWhyHowManyBranchesAndHowLong() {
        client.joins(xid, "db", "stock:1");
        client.joins(xid, "db", "stock:2");
        scene.advance(Duration.ofMillis(1_500));
        try (Logged log = Logged.by(CoordinatorLoop.class)) {
            rollback();
            client.does(client.takeOrder());
            scene.advance(Duration.ofMillis(250));
            client.does(client.takeOrder());

            assertThat(log.lines())
                    .containsExactly(
                            name + " is to be rolled back, decided by its application",
                            name
                                    + " is rolled back, decided by its application: 2 branches in 250 ms, 1750 ms after its"
                                    + " begin");
        }
    }

    @Test
    void aRollbackByTimeOutOverARestartSaysWhatIsStillKnown() {
        client.joins(xid, "db", "stock:1");
        scene.advance(Duration.ofSeconds(61));
        assertThat(client.takeOrders()).hasSize(1);
        scene.restart();
        try (Logged log = Logged.by(CoordinatorLoop.class)) {
            Peer again = scene.assent("shop").serves("db");
            again.does(again.takeOrder());

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(name + " is rolled back, decided by its time-out: 1 branch, ")
                    .endsWith(" ms after its begin");
        }
    }

    @Test
    void aBranchThatKeepsFailingIsNamedWithItsResourceAndApplication() {
        long branch = client.joins(xid, "db", "stock:1");
        String branchName = "branch " + branch + " on db (AT of shop)";
        try (Logged deliveries = Logged.by(PhaseTwoDelivery.class);
                Logged facts = Logged.by(CoordinatorLoop.class)) {
            rollback();
            for (int attempt = 1; attempt <= 12; attempt++) {
                client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
                scene.advance(Duration.ofSeconds(10));
            }
            assertThat(deliveries.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(branchName + " of " + name + " answered");
            assertThat(facts.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("the rollback of " + name + " was delivered to " + branchName + ", but");
        }
    }

    @Test
    void aConnectionThatIsClosedForItsSilenceIsSaidWithTheTransaction() {
        long branch = client.joins(xid, "db", "stock:1");
        rollback();
        client.takeOrder();
        try (Logged log = Logged.by(PhaseTwoDelivery.class)) {
            scene.advance(Duration.ofMinutes(30));
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("has not answered the outcome of " + name + " to branch " + branch
                            + " on db (AT of shop) for");
        }
    }

    @Test
    void anOperatorsWishNamesTheTransaction() {
        client.joins(xid, "db", "stock:1");
        rollback();
        try (Logged log = Logged.by(CoordinatorLoop.class)) {
            scene.operate(xid, Operation.PAUSE);

            assertThat(log.lines()).singleElement().asString().startsWith("an operator wants to pause " + name + ": ");
        }
    }

    @Test
    void aTransactionWithoutANameAndWhatAClientPutsIntoItStayOneLine() {
        List<String> names = List.of("", "a\nb", "x".repeat(300));
        try (Logged log = Logged.by(CoordinatorLoop.class)) {
            for (String given : names) {
                String other = client.beginsNamed(given);
                client.joins(other, "db", "stock:" + other.length() + given.length());
                client.say(new GlobalRollbackRequest(other, null));
            }
            assertThat(log.lines()).hasSize(3).noneMatch(line -> line.contains("\n"));
            assertThat(log.lines().get(0)).contains(" (- of shop) ");
            assertThat(log.lines().get(1)).contains(" (a?b of shop) ");
            assertThat(log.lines().get(2)).contains(" (" + "x".repeat(100) + "... of shop) ");
        }
    }
}
