package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.WaitsFor;
import dev.assent.protocol.WaitsFor.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frameworks print the root cause of an error alone: what goes on after a failed call must stand in the log. */
final class EndLogTest {
    private static final Xid XID = Xid.of("fake:1", 9);

    private final FakeCoordinator coordinator = new FakeCoordinator().accept();
    private final AssentClient client = AssentClient.connect(ClientOptions.to(coordinator.address(), "shop"));

    @AfterEach
    void close() {
        client.close();
        coordinator.close();
    }

    @Test
    void aRollbackThatGoesOnIsOneWarning() {
        coordinator.ledger.endWith(GlobalStatus.ROLLBACK_RETRYING, "ROLLING_BACK;cause=user");
        try (Said said = new Said()) {
            assertThat(client.rollback(XID)).isEqualTo(Ending.ROLLBACK_RETRYING);

            assertThat(said.about(XID.value()))
                    .singleElement()
                    .asString()
                    .startsWith("the rollback of transaction fake:1:9 goes on after the call")
                    .contains("'assent tx show fake:1:9'");
        }
    }

    @Test
    void theWarningNamesTheBranchesThatItWaitsFor() {
        coordinator.ledger.endWith(GlobalStatus.ROLLBACK_RETRYING, "ROLLING_BACK;cause=user");
        coordinator.ledger.waitFor(new WaitsFor(
                List.of(
                        new WaitsFor.Branch("17", Reason.NOT_CONNECTED, "account-service", "jdbc:h2:account"),
                        new WaitsFor.Branch("18", Reason.FAILING, "stock-service", "jdbc:h2:stock")),
                4));
        try (Said said = new Said()) {
            client.rollback(XID);

            assertThat(said.about(XID.value()))
                    .singleElement()
                    .asString()
                    .contains("it waits for branch 17 of account-service on jdbc:h2:account (no resource manager that"
                            + " serves it is connected), branch 18 of stock-service on jdbc:h2:stock (it has failed and is"
                            + " called again) and 4 more.");
        }
    }

    @Test
    void aBranchThatAnOperatorMustSeeToIsNamed() {
        coordinator.ledger.endWith(GlobalStatus.ROLLBACK_FAILED, "ROLLBACK_FAILED;cause=user");
        coordinator.ledger.waitFor(
                new WaitsFor(List.of(new WaitsFor.Branch("17", Reason.PARKED, "account-service", "db")), 0));
        try (Said said = new Said()) {
            assertThat(client.rollback(XID)).isEqualTo(Ending.ROLLBACK_FAILED);

            assertThat(said.about(XID.value()))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "the rollback of transaction fake:1:9 needs an operator: branch 17 of account-service on db"
                                    + " cannot be undone");
        }
    }

    @Test
    void aCommitThatFindsARollbackGoingOnIsTheSameWarning() {
        coordinator.ledger.endWith(GlobalStatus.TIMEOUT_ROLLBACKING, "ROLLING_BACK;cause=timeout");
        coordinator.ledger.waitFor(
                new WaitsFor(List.of(new WaitsFor.Branch("17", Reason.CALLED, "account-service", "db")), 0));
        try (Said said = new Said()) {
            assertThatThrownBy(() -> client.commit(XID)).isInstanceOf(AssentException.class);

            assertThat(said.about(XID.value()))
                    .singleElement()
                    .asString()
                    .startsWith("the rollback of transaction fake:1:9 goes on after the call: it waits for branch 17 of"
                            + " account-service on db (it was called and has not answered).");
        }
    }

    @Test
    void whenItHasEndedThatIsOneLine() {
        coordinator.ledger.endWith(GlobalStatus.ROLLBACK_RETRYING, "ROLLING_BACK;cause=user");
        coordinator.ledger.stand(GlobalStatus.ROLLBACKED);
        try (Said said = new Said()) {
            client.rollback(XID);

            await().untilAsserted(() -> assertThat(said.about(XID.value()))
                    .last()
                    .asString()
                    .isEqualTo("the rollback of transaction fake:1:9 has ended: it is rolled back"));
            assertThat(said.about(XID.value())).hasSize(2);
        }
    }

    @Test
    void aCommitThatGoesOnIsOneWarning() {
        coordinator.ledger.endWith(GlobalStatus.COMMIT_RETRYING, "COMMITTING;cause=user");
        try (Said said = new Said()) {
            assertThat(client.commit(XID)).isEqualTo(Ending.COMMIT_RETRYING);

            assertThat(said.about(XID.value()))
                    .singleElement()
                    .asString()
                    .startsWith("the commit of transaction fake:1:9 goes on after the call");
        }
    }

    @Test
    void aRollbackWithoutAnAnswerIsOneWarning() {
        coordinator.stop();
        ClientOptions hasty = ClientOptions.builder(coordinator.address(), "hasty")
                .decisionDeadline(Duration.ofMillis(200))
                .build();
        try (Said said = new Said();
                AssentClient alone = AssentClient.connect(hasty)) {
            assertThatThrownBy(() -> alone.rollback(XID)).isInstanceOf(TryAgain.class);

            assertThat(said.about(XID.value()))
                    .singleElement()
                    .asString()
                    .startsWith("the rollback of transaction fake:1:9 is not confirmed: ");
        }
    }

    @Test
    void whatHasEndedIsNoWarning() {
        try (Said said = new Said()) {
            assertThat(client.rollback(XID)).isEqualTo(Ending.ROLLED_BACK);

            assertThat(said.about(XID.value())).isEmpty();
        }
    }
}
