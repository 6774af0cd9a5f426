package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
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
