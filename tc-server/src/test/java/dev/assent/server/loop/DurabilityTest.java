package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.server.delivery.LoopOptions;
import org.junit.jupiter.api.Test;

/** Nobody ever sees a state that a crash can take back. */
class DurabilityTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db");

    private static BranchRegisterRequest register(String xid, String lockKey) {
        return new BranchRegisterRequest(xid, BranchType.AT, "db", lockKey, null);
    }

    @Test
    void aBeginWaitsForNothing() {
        assertThat(client.begins()).as("its range of ids is forced").isNotEmpty();
        scene.holdForce();
        assertThat(client.hasAnswerTo(client.say(new GlobalBeginRequest(60_000, "purchase"))))
                .isTrue();
    }

    @Test
    void aBranchIsAcknowledgedWhenItsRecordIsForced() {
        String xid = client.begins();
        scene.holdForce();
        int register = client.say(register(xid, "stock:1"));
        assertThat(client.hasAnswerTo(register)).isFalse();
        scene.letForce();
        assertThat(client.hasAnswerTo(register)).isTrue();
    }

    @Test
    void neitherTheTellerNorTheBranchesHearOfACommitBefore() {
        String xid = client.begins();
        client.joins(xid, "db", "stock:1");
        scene.holdForce();
        int commit = client.say(new GlobalCommitRequest(xid, null));
        assertThat(client.hasAnswerTo(commit)).isFalse();
        assertThat(client.takeOrders()).isEmpty();
        scene.letForce();
        assertThat(client.hasAnswerTo(commit)).isTrue();
        assertThat(client.takeOrders()).hasSize(1);
    }

    /** The registration is on disk, the commit is not: what the state says already is no reason to deliver anything. */
    @Test
    void whatIsDurableOfATransactionDeliversNothingThatIsNewer() {
        String xid = client.begins();
        scene.holdForce();
        client.say(new BranchRegisterRequest(xid, BranchType.AT, "db", "stock:77", null));
        client.say(new GlobalCommitRequest(xid, null));
        scene.forceOnce();
        assertThat(client.takeOrders()).isEmpty();
        scene.letForce();
        assertThat(client.takeOrders()).hasSize(1);
    }

    @Test
    void noBranchIsToldToRollBackBefore() {
        String xid = client.begins();
        client.joins(xid, "db", "stock:1");
        scene.holdForce();
        client.say(new GlobalRollbackRequest(xid, null));
        assertThat(client.takeOrders()).isEmpty();
        scene.letForce();
        assertThat(client.takeOrders()).hasSize(1);
    }

    @Test
    void aRefusalWaitsForTheLockItIsAbout() {
        String holder = client.begins();
        String other = client.begins();
        scene.holdForce();
        client.say(register(holder, "stock:1"));
        int refused = client.say(register(other, "stock:1"));
        assertThat(client.hasAnswerTo(refused)).isFalse();
        scene.letForce();
        assertThat(client.answer(refused, BranchRegisterResponse.class).result().success())
                .isFalse();
    }

    @Test
    void aReadWaitsForTheDecisionItSaw() {
        String xid = client.begins();
        client.joins(xid, "db", "stock:1");
        scene.holdForce();
        client.say(new GlobalCommitRequest(xid, null));
        int status = client.say(new GlobalStatusRequest(xid, null));
        int locks = client.say(new GlobalLockQueryRequest(null, BranchType.AT, "db", "stock:1", null));
        assertThat(client.hasAnswerTo(status)).isFalse();
        assertThat(client.hasAnswerTo(locks)).isFalse();
        scene.letForce();
        assertThat(client.answer(status, GlobalStatusResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.ASYNC_COMMITTING);
        assertThat(client.hasAnswerTo(locks)).isTrue();
    }

    @Test
    void theNextBatchIsDecidedWhileOneIsInFsync() {
        String first = client.begins();
        String second = client.begins();
        scene.holdForce();
        int one = client.say(register(first, "stock:1"));
        int two = client.say(register(second, "stock:2"));
        int three = client.say(register(second, "stock:1"));
        assertThat(client.hasAnswerTo(one)).isFalse();
        scene.forceOnce();
        assertThat(client.hasAnswerTo(one)).as("its own batch is forced").isTrue();
        assertThat(client.hasAnswerTo(two)).as("it is in the next").isFalse();
        scene.forceOnce();
        assertThat(client.hasAnswerTo(two)).isTrue();
        assertThat(client.answer(three, BranchRegisterResponse.class).exceptionCode())
                .as("decided upon what was not durable yet")
                .isEqualTo(2);
    }

    @Test
    void whatWasAcknowledgedIsThereWhateverAPowerLossTakes() {
        for (long seed = 1; seed <= 50; seed++) {
            Scene dark = new Scene(LoopOptions.defaults(), seed);
            Peer before = dark.assent("shop");
            String open = before.begins();
            before.joins(open, "db", "stock:1");
            String committed = before.begins();
            before.joins(committed, "db", "stock:2");
            before.commits(committed);
            dark.powerLoss();
            Peer after = dark.assent("shop");
            assertThat(after.status(open)).as("seed %d", seed).isEqualTo(GlobalStatus.BEGIN);
            assertThat(after.status(committed)).as("seed %d", seed).isEqualTo(GlobalStatus.ASYNC_COMMITTING);
            assertThat(after.joins(after.begins(), BranchType.AT, "db", "stock:1")
                            .exceptionCode())
                    .as("seed %d", seed)
                    .isEqualTo(2);
        }
    }

    @Test
    void aDiskThatFailsToForceLetsNothingOut() {
        String xid = client.begins();
        client.joins(xid, "db", "stock:1");
        scene.disk().failForceAfter(0);
        int commit = client.say(new GlobalCommitRequest(xid, null));
        assertThat(client.hasAnswerTo(commit)).isFalse();
        assertThat(client.takeOrders()).isEmpty();
        assertThat(scene.failures).isNotEmpty();
        scene.restart();
        GlobalCommitResponse again =
                scene.assent("shop").ask(new GlobalCommitRequest(xid, null), GlobalCommitResponse.class);
        assertThat(again.globalStatus()).isEqualTo(GlobalStatus.COMMITTED);
    }
}
