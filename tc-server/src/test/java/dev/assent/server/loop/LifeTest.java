package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deadlines, a disk that fills up, stops and restarts. */
class LifeTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db");

    private String open(Duration timeout) {
        String xid = client.begins(timeout);
        client.joins(xid, "db", "stock:1");
        return xid;
    }

    @Test
    void aTransactionOutOfTimeIsRolledBack() {
        String xid = open(Duration.ofSeconds(5));
        scene.advance(Duration.ofMillis(4_900));
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.BEGIN);
        scene.advance(Duration.ofMillis(2_100));
        Frame order = client.takeOrder();
        assertThat(order.body()).isInstanceOf(BranchRollbackRequest.class);
        client.does(order);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void aCommitAfterTheDeadlineRollsBack() {
        String xid = open(Duration.ofMillis(1_100));
        scene.advance(Duration.ofMillis(1_150));
        assertThat(client.status(xid)).as("its timer has not rung yet").isEqualTo(GlobalStatus.BEGIN);
        int commit = client.say(new GlobalCommitRequest(xid, null));
        client.does(client.takeOrder());
        assertThat(client.answer(commit, GlobalCommitResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.TIMEOUT_ROLLBACKED);
    }

    @Test
    void aDecidedTransactionHasNoDeadline() {
        String xid = open(Duration.ofSeconds(5));
        client.commits(xid);
        scene.advance(Duration.ofMinutes(1));
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ASYNC_COMMITTING);
    }

    @Test
    void aClockThatJumpsEndsNothing() {
        String xid = open(Duration.ofSeconds(30));
        scene.clock.jump(Duration.ofDays(1));
        scene.advance(Duration.ofSeconds(10));
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.BEGIN);
    }

    @Test
    void afterARestartAnOpenTransactionHasFifteenSecondsAtLeast() {
        String xid = open(Duration.ofSeconds(2));
        scene.clock.jump(Duration.ofHours(3));
        scene.restart();
        Peer back = scene.assent("shop").serves("db");
        scene.advance(Duration.ofMillis(14_900));
        assertThat(back.status(xid)).isEqualTo(GlobalStatus.BEGIN);
        assertThat(back.joins(back.begins(), BranchType.AT, "db", "stock:1").exceptionCode())
                .as("its lock is held")
                .isEqualTo(2);
        scene.advance(Duration.ofMillis(2_100));
        back.does(back.takeOrder());
        assertThat(back.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    /** The first start had nothing to give time to. */
    @Test
    void evenIfTheCoordinatorHasOnlyBeenUpForAMoment() {
        String xid = open(Duration.ofSeconds(2));
        scene.advance(Duration.ofSeconds(1));
        scene.restart();
        Peer back = scene.assent("shop").serves("db");
        scene.advance(Duration.ofMillis(14_900));
        assertThat(back.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    /** Each start would give what is open fifteen seconds more, if it were not for the minute between two graces. */
    @Test
    void aCoordinatorThatKeepsRestartingStillEndsWhatIsOutOfTime() {
        String xid = open(Duration.ofSeconds(2));
        for (int restarts = 0; restarts < 3; restarts++) {
            scene.restart();
            scene.advance(Duration.ofSeconds(10));
        }
        Peer back = scene.assent("shop").serves("db");
        back.does(back.takeOrder());
        assertThat(back.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void afterARestartItCommits() {
        String xid = open(Duration.ofSeconds(30));
        scene.restart();
        Peer back = scene.assent("shop").serves("db");
        assertThat(back.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
        back.does(back.takeOrder());
        assertThat(back.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void whatWasDecidedIsToldAgain() {
        String xid = open(Duration.ofSeconds(30));
        client.say(new GlobalRollbackRequest(xid, null));
        Frame lost = client.takeOrder();
        scene.restart();
        Peer back = scene.assent("shop").serves("db");
        Frame again = back.takeOrder();
        assertThat(again.body()).isEqualTo(lost.body());
        assertThat(again.requestId()).isNotEqualTo(lost.requestId());
        back.does(again);
        assertThat(back.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
        scene.restart();
        assertThat(scene.assent("shop").status(xid)).as("remembered").isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void withoutABranchItDiesWithTheProcess() {
        String xid = client.begins();
        scene.restart();
        Peer back = scene.assent("shop");
        assertThat(back.status(xid)).isEqualTo(GlobalStatus.FINISHED);
        assertThat(back.begins()).as("no xid is given twice").isNotEqualTo(xid);
    }

    @Test
    void aFullDiskRefusesWhatIsNewAndEndsWhatIsOpen() {
        String xid = open(Duration.ofMinutes(1));
        scene.disk().capacity(0);
        int joined = 0;
        while (joined < 1_000
                && client.joins(xid, BranchType.AT, "db", "stock:" + (10 + joined))
                        .result()
                        .success()) {
            joined++;
        }
        assertThat(joined).as("there is room for some").isBetween(1, 999);
        int begin = client.say(new GlobalBeginRequest(60_000, "purchase"));
        assertThat(client.answer(begin, GlobalBeginResponse.class)).satisfies(refused -> {
            assertThat(refused.result().success()).isFalse();
            assertThat(refused.exceptionCode()).isEqualTo(18);
            assertThat(refused.xid()).isNull();
        });
        BranchRegisterResponse branch = client.joins(xid, BranchType.AT, "db", "stock:2");
        assertThat(branch.exceptionCode()).isEqualTo(18);
        assertThat(branch.result().msg()).contains("ASN-1103");
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
        scene.disk().capacity(Long.MAX_VALUE);
        scene.advance(Duration.ofSeconds(10));
        assertThat(client.begins()).as("there is room again").isNotEmpty();
        assertThat(scene.failures).isEmpty();
    }

    @Test
    void aStopTakesNothingNewAndTellsWhoWaits() {
        String xid = open(Duration.ofMinutes(1));
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        boolean[] stopped = scene.stop();
        assertThat(client.answer(rollback, GlobalRollbackResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.ROLLBACK_RETRYING);
        assertThat(stopped[0]).isTrue();
        assertThat(client.hasAnswerTo(client.say(new GlobalBeginRequest(60_000, "purchase"))))
                .isFalse();
    }

    @Test
    void aStopAnswersWhatIsInFsync() {
        String xid = open(Duration.ofMinutes(1));
        scene.holdForce();
        int register = client.say(new BranchRegisterRequest(xid, BranchType.AT, "db", "stock:2", null));
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        boolean[] stopped = scene.stop();
        assertThat(stopped[0]).isFalse();
        assertThat(client.hasAnswerTo(register)).isFalse();
        scene.letForce();
        assertThat(stopped[0]).isTrue();
        assertThat(client.hasAnswerTo(register)).isTrue();
        assertThat(client.answer(rollback, GlobalRollbackResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.ROLLBACK_RETRYING);
        scene.powerLoss();
        assertThat(scene.assent("shop").status(xid)).isEqualTo(GlobalStatus.ROLLBACKING);
    }

    @Test
    void openTransactionsStayOpenOverAStop() {
        String xid = open(Duration.ofMinutes(1));
        scene.stop();
        assertThat(scene.openTransactions()).isEqualTo(1);
        scene.restart();
        assertThat(scene.openTransactions()).isEqualTo(1);
        assertThat(scene.assent("shop").status(xid)).isEqualTo(GlobalStatus.BEGIN);
    }
}
