package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.BrokenFrame;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.Message;
import dev.assent.protocol.Result;
import dev.assent.server.Logged;
import dev.assent.server.delivery.PhaseTwoDelivery;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each branch is told its outcome until it has answered for good. */
class DeliveryOrderTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db", "try");
    private final String xid = client.begins();

    private long branchOf(Frame order) {
        return ((BranchEndRequest) Objects.requireNonNull(order.body())).branchId();
    }

    private List<Long> join(int branches) {
        return LongStream.range(0, branches)
                .mapToObj(row -> client.joins(xid, "db", "stock:" + row))
                .toList();
    }

    private void rollback() {
        client.say(new GlobalRollbackRequest(xid, null));
    }

    @Test
    void rollbackGoesBackwardsOneByOne() {
        List<Long> branches = join(3);
        rollback();
        for (int i = 2; i >= 0; i--) {
            Frame order = client.takeOrder();
            assertThat(order.body()).isInstanceOf(BranchRollbackRequest.class);
            assertThat(branchOf(order)).isEqualTo(branches.get(i));
            client.does(order);
        }
        assertThat(client.takeOrders()).isEmpty();
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void commitGoesToAllAtOnce() {
        List<Long> branches = join(3);
        client.commits(xid);
        assertThat(client.takeOrders().stream().map(this::branchOf)).isEqualTo(branches);
    }

    @Test
    void aBranchIsHandedItsApplicationDataBack() {
        client.ask(
                new BranchRegisterRequest(xid, BranchType.TCC, "try", null, "{\"actionContext\":1}"),
                BranchRegisterResponse.class);
        client.say(new GlobalCommitRequest(xid, null));
        BranchEndRequest told = (BranchEndRequest) client.takeOrder().body();
        assertThat(told).isNotNull().satisfies(order -> {
            assertThat(order.applicationData()).isEqualTo("{\"actionContext\":1}");
            assertThat(order.branchType()).isEqualTo(BranchType.TCC);
            assertThat(order.resourceId()).isEqualTo("try");
            assertThat(order.xid()).isEqualTo(xid);
        });
    }

    @Test
    void whoCannotYetIsToldAgainAtLongerAndLongerIntervals() {
        join(1);
        rollback();
        long longest = 100;
        for (int attempt = 1; attempt <= 9; attempt++) {
            Frame order = client.takeOrder();
            client.answers(order, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
            scene.advance(Duration.ofMillis(longest / 2 - 1));
            assertThat(client.takeOrders()).as("attempt %d", attempt).isEmpty();
            scene.advance(Duration.ofMillis(longest / 2 + 1));
            longest = Math.min(longest * 2, 10_000);
        }
        client.does(client.takeOrder());
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void whatKeepsFailingIsSaidOnce() {
        join(1);
        try (Logged log = Logged.by(PhaseTwoDelivery.class);
                Logged facts = Logged.by(CoordinatorLoop.class)) {
            rollback();
            for (int attempt = 1; attempt <= 12; attempt++) {
                client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
                scene.advance(Duration.ofSeconds(10));
            }
            assertThat(log.warnings())
                    .satisfiesExactly(fifth -> assertThat(fifth).contains(xid, "for the 5th time", "it is retried"));
            assertThat(facts.warnings())
                    .satisfiesExactly(minute ->
                            assertThat(minute).contains(xid, "failing for 60 s", "retried in the background"));
        }
    }

    @Test
    void anotherConnectionIsCalledAfterFifteenSecondsWithoutAnAnswer() {
        join(1);
        rollback();
        Frame first = client.takeOrder();
        Peer another = scene.assent("shop").serves("db");
        scene.advance(Duration.ofMillis(14_999));
        assertThat(another.takeOrders()).isEmpty();
        scene.advance(Duration.ofMillis(1_200));
        Frame second = another.takeOrder();
        assertThat(second.requestId()).isNotEqualTo(first.requestId());
        client.answers(first, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(client.status(xid))
                .as("no is the word of the last call alone")
                .isEqualTo(GlobalStatus.ROLLBACKING);
        another.does(second);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void thatItIsDoneIsTrueWhicheverCallItAnswers() {
        join(1);
        rollback();
        Frame first = client.takeOrder();
        Peer another = scene.assent("shop").serves("db");
        scene.advance(Duration.ofSeconds(16));
        Frame second = another.takeOrder();

        client.does(first);

        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
        another.answers(second, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    /** What an old call met may be mended by now: the later call says so, or says the same (P4). */
    @Test
    void thatItNeverCanCountsFromTheCurrentCallAlone() {
        client.joins(xid, BranchType.TCC, "try", null);
        client.say(new GlobalCommitRequest(xid, null));
        Frame first = client.takeOrder();
        Peer another = scene.assent("shop").serves("try");
        scene.advance(Duration.ofSeconds(16));
        Frame second = another.takeOrder();

        client.answers(first, BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE);
        assertThat(client.status(xid)).as("after the old call's answer").isEqualTo(GlobalStatus.COMMITTING);

        another.answers(second, BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        scene.advance(Duration.ofSeconds(1));
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE);
        assertThat(client.status(xid)).as("after the current call's answer").isEqualTo(GlobalStatus.COMMIT_FAILED);
    }

    @Test
    void aSlowParticipantIsNotCalledTwiceOverOneConnectionAndItsLateAnswerCounts() {
        client.joins(xid, BranchType.TCC, "try", null);
        client.say(new GlobalCommitRequest(xid, null));
        Frame only = client.takeOrder();

        scene.advance(Duration.ofMinutes(9));
        assertThat(client.takeOrders()).isEmpty();
        client.does(only);

        assertThat(client.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void aParticipantThatSwallowsACallIsCutOffAfterTenMinutesAndCalledOnItsNewConnection() {
        join(1);
        try (Logged log = Logged.by(PhaseTwoDelivery.class)) {
            rollback();
            client.takeOrder();
            scene.advance(Duration.ofSeconds(599));
            assertThat(client.isOpen()).isTrue();
            scene.advance(Duration.ofSeconds(3));
            assertThat(client.isOpen()).isFalse();
            assertThat(log.warnings()).singleElement().asString().contains(xid, "has not answered", "closed");
        }

        Peer again = scene.assent("shop").serves("db");
        again.does(again.takeOrder());
        assertThat(again.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void anAnswerCountsOnWhateverConnectionItComes() {
        join(1);
        rollback();
        Frame order = client.takeOrder();
        scene.seata("other").does(order);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void anAnswerThatIsNotAboutWhatWasAskedIsIgnored() {
        long branch = join(1).get(0);
        String other = client.begins();
        client.joins(other, "db", "stock:99");
        rollback();
        Frame order = client.takeOrder();
        BranchStatus done = BranchStatus.PHASE_TWO_ROLLBACKED;
        Message[] wrong = {
            new BranchCommitResponse(Result.SUCCESS, 0, xid, branch, BranchStatus.PHASE_TWO_COMMITTED),
            new BranchRollbackResponse(Result.SUCCESS, 0, other, branch, done),
            new BranchRollbackResponse(Result.SUCCESS, 0, xid, branch + 1, done),
            new BranchRollbackResponse(Result.SUCCESS, 0, null, branch, done)
        };
        for (Message answer : wrong) {
            client.sends(Wire.overTheWire(Frame.response(order, answer)));
            assertThat(client.status(xid)).as(answer.toString()).isEqualTo(GlobalStatus.ROLLBACKING);
        }
        Message right = new BranchRollbackResponse(Result.SUCCESS, 0, xid, branch, done);
        client.sends(Wire.overTheWire(Frame.response(order.requestId() + 1, right)));
        assertThat(client.status(xid)).as("another id").isEqualTo(GlobalStatus.ROLLBACKING);
        client.does(order);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void aBrokenFrameFailsThatRequestAlone() {
        join(2);
        client.commits(xid);
        List<Frame> orders = client.takeOrders();
        client.sends(new BrokenFrame(orders.get(0).requestId()));
        client.does(orders.get(1));
        scene.advance(Duration.ofMillis(100));
        Frame again = client.takeOrder();
        assertThat(branchOf(again)).isEqualTo(branchOf(orders.get(0)));
        client.does(again);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void aBrokenFrameOfAStrangerIsNone() {
        join(1);
        client.commits(xid);
        Frame order = client.takeOrder();
        Peer stranger = scene.connect("nobody", "1.8.0", false);
        stranger.sends(new BrokenFrame(order.requestId()));
        assertThat(stranger.isOpen()).isFalse();
        client.does(order);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void aBranchThatCannotBeUndoneIsSaidOnceAndKeepsItsLocks() {
        join(2);
        try (Logged log = Logged.by(CoordinatorLoop.class)) {
            rollback();
            client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
            client.does(client.takeOrder());
            scene.advance(Duration.ofHours(1));
            assertThat(client.takeOrders()).isEmpty();
            assertThat(log.warnings()).singleElement().asString().contains(xid, "keeps its locks");
        }
        Peer later = scene.assent("shop").serves("db");
        assertThat(later.takeOrders()).isEmpty();
        String other = later.begins();
        assertThat(later.joins(other, BranchType.AT, "db", "stock:1").exceptionCode())
                .isEqualTo(2);
    }

    @Test
    void xaMayHaveEndedByAnEarlierCallThatWentUnanswered() {
        client.joins(xid, BranchType.XA, "db", null);
        rollback();
        Frame first = client.takeOrder();
        Peer another = scene.assent("shop").serves("db");
        scene.advance(Duration.ofSeconds(17));
        Frame second = another.takeOrder();
        client.answers(first, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE);
        assertThat(client.status(xid)).as("of an old call").isEqualTo(GlobalStatus.ROLLBACKING);
        another.answers(second, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    /** What the database no longer knows was ended by the call whose answer died with the coordinator, or by nobody. */
    @Test
    void xaIsJudgedByWhatAnEarlierLifeMayHaveSaid() {
        Peer gone = scene.assent("warehouse").serves("other");
        client.joins(xid, BranchType.XA, "db", null);
        String never = client.begins();
        gone.joins(never, BranchType.XA, "other", null);
        gone.hangsUp();
        client.say(new GlobalCommitRequest(xid, null));
        client.say(new GlobalCommitRequest(never, null));
        client.takeOrder();

        scene.powerLoss();

        Peer told = scene.assent("shop").serves("db");
        told.answers(told.takeOrder(), BranchStatus.PHASE_TWO_COMMIT_FAILED_XAER_NOTA_RETRYABLE);
        assertThat(told.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
        Peer first = scene.assent("warehouse").serves("other");
        first.answers(first.takeOrder(), BranchStatus.PHASE_TWO_COMMIT_FAILED_XAER_NOTA_RETRYABLE);
        assertThat(told.status(never)).isEqualTo(GlobalStatus.COMMIT_FAILED);
    }

    @Test
    void xaThatTheDatabaseNeverKnewIsStuck() {
        client.joins(xid, BranchType.XA, "db", null);
        rollback();
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
    }
}
