package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.simulated.SimulatedLog;
import dev.assent.journal.simulated.SimulatedLog.Fault;
import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop over a log that another coordinator may lead, or that does not say what has become of a batch. */
class LostLogTest {
    private final Scene scene = Scene.onALogInMemory();
    private final Peer client = scene.assent("shop").serves("db");

    private int commit(String xid) {
        return client.say(new GlobalCommitRequest(xid, null));
    }

    private String openOne(String lockKey) {
        String xid = client.begins();
        client.joins(xid, "db", lockKey);
        return xid;
    }

    @Test
    void aTransactionLivesOnAnyLog() {
        // given
        String xid = openOne("stock:1");

        // when
        int commit = commit(xid);

        // then
        assertThat(client.hasAnswerTo(commit)).isTrue();
        client.does(client.takeOrder());
        assertThat(scene.openTransactions()).isZero();
        assertThat(scene.failures).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aDecisionWhoseBatchIsNotCommittedIsNeitherAnsweredNorDelivered(Fault fault) {
        // given
        String xid = openOne("stock:1");
        scene.log().failNext(fault);

        // when
        int commit = commit(xid);

        // then
        assertThat(client.hasAnswerTo(commit)).isFalse();
        assertThat(client.takeOrders()).isEmpty();
        assertThat(scene.failures).hasSize(1);
        assertThat(scene.failures.get(0)).hasMessageStartingWith("ASN-360");
    }

    /** Another coordinator may have decided otherwise: what this one knows is no longer worth an answer. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void afterABatchThatIsNotCommittedNothingIsAnswered(Fault fault) {
        // given
        String open = openOne("stock:1");
        String other = openOne("stock:2");
        scene.log().failNext(fault);
        commit(open);

        // when
        int begin = client.say(new GlobalBeginRequest(60_000, "purchase"));
        int status = client.say(new GlobalStatusRequest(other, null));
        int rollback = client.say(new GlobalRollbackRequest(other, null));
        int refused = client.say(new BranchRegisterRequest(open, BranchType.AT, "db", "stock:2", null));
        scene.advance(Duration.ofMinutes(2));

        // then
        assertThat(client.hasAnswerTo(begin)).isFalse();
        assertThat(client.hasAnswerTo(status)).isFalse();
        assertThat(client.hasAnswerTo(rollback)).isFalse();
        assertThat(client.hasAnswerTo(refused)).isFalse();
        assertThat(client.takeOrders()).isEmpty();
    }

    @Test
    void aCoordinatorThatWasDeposedWhileIdleStops() {
        // given
        String xid = openOne("stock:1");

        // when
        scene.log().next(Runnable::run).open(new Silent());
        scene.advance(Duration.ofSeconds(2));

        // then
        assertThat(scene.failures).hasSize(1);
        assertThat(scene.failures.get(0)).hasMessageStartingWith("ASN-3604: Expected this process to lead its log");
        assertThat(client.hasAnswerTo(commit(xid))).isFalse();
    }

    @Test
    void theNextBatchIsDecidedWhileOneIsOnItsWay() {
        // given
        String first = client.begins();
        String second = client.begins();
        SimulatedLog log = scene.log();
        log.hold();
        int one = client.say(new BranchRegisterRequest(first, BranchType.AT, "db", "stock:1", null));
        int two = client.say(new BranchRegisterRequest(second, BranchType.AT, "db", "stock:2", null));
        assertThat(client.hasAnswerTo(one)).isFalse();

        // when
        log.releaseOne();
        scene.settle();

        // then
        assertThat(client.hasAnswerTo(one)).isTrue();
        assertThat(client.hasAnswerTo(two)).as("it is in the next").isFalse();

        // when
        log.releaseOne();
        scene.settle();

        // then
        assertThat(client.hasAnswerTo(two)).isTrue();
    }

    @Test
    void aLogWithoutRoomTakesEndingsAlone() {
        // given
        String xid = openOne("stock:1");
        scene.log().spaceIsLow(true);

        // when
        int begin = client.say(new GlobalBeginRequest(60_000, "purchase"));
        int commit = commit(xid);

        // then
        assertThat(client.answer(begin, dev.assent.protocol.GlobalBeginResponse.class)
                        .result()
                        .msg())
                .startsWith("ASN-1103");
        assertThat(client.hasAnswerTo(commit)).isTrue();
    }
}
