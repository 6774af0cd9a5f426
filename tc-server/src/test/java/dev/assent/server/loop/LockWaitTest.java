package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.Response;
import dev.assent.protocol.Version;
import dev.assent.server.delivery.LoopOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests that wait for rows are answered in the order in which they asked, or when their time is over. */
final class LockWaitTest {
    private static final String HOLDS = "{\"autoCommit\":false}";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Scene scene = new Scene();
    private Peer client = scene.assent("shop").serves("db");
    private final String holder = client.begins();

    private int waits(Peer peer, String row) {
        return peer.say(
                new BranchRegisterRequest(peer.begins(), BranchType.AT, "db", "t:" + row, HOLDS),
                Extensions.lockWait(SHORT));
    }

    private int asks(Peer peer, String xid, String row, Duration time) {
        return peer.say(
                new GlobalLockQueryRequest(xid, BranchType.AT, "db", "t:" + row, null), Extensions.lockWait(time));
    }

    private static boolean isRegistered(Peer peer, int request) {
        return peer.hasAnswerTo(request)
                && peer.answer(request, BranchRegisterResponse.class).result().success();
    }

    private static ExceptionCode code(Peer peer, int request) {
        Response answer = peer.answer(request, Response.class);
        assertThat(answer.result().success()).isFalse();
        return ExceptionCode.ofWire(answer.exceptionCode(), Version.parse("2.5.0"))
                .orElseThrow();
    }

    @Test
    void itIsRegisteredWhenTheHolderCommits() {
        client.joins(holder, "db", "t:1");
        int first = waits(client, "1");
        int second = waits(client, "1");
        assertThat(client.hasAnswerTo(first)).isFalse();

        client.commits(holder);
        assertThat(isRegistered(client, first)).isTrue();
        assertThat(client.hasAnswerTo(second)).isFalse();
    }

    @Test
    void anOperatorSeesWhatWaitsAndBehindWhom() {
        client.joins(holder, "db", "t:1");
        String waiting = client.begins();
        client.say(new BranchRegisterRequest(waiting, BranchType.AT, "db", "t:1", HOLDS), Extensions.lockWait(SHORT));

        assertThat(scene.inspect(waiting).waits()).singleElement().satisfies(request -> {
            assertThat(request.holding()).isTrue();
            assertThat(request.behind()).extracting(Xid::value).containsExactly(holder);
        });
        assertThat(scene.inspect(holder).waits()).isEmpty();

        client.commits(holder);
        assertThat(scene.inspect(waiting).waits()).isEmpty();
    }

    @Test
    void theAnswerWaitsUntilTheReleaseAndItsOwnRecordAreDurable() {
        client.joins(holder, "db", "t:1");
        int waiting = waits(client, "1");
        scene.holdForce();
        client.say(new GlobalCommitRequest(holder, null));
        scene.settle();
        assertThat(client.hasAnswerTo(waiting)).isFalse();

        scene.letForce();
        assertThat(isRegistered(client, waiting)).isTrue();
    }

    @Test
    void whenItsTimeIsOverItHearsOfTheConflict() {
        client.joins(holder, "db", "t:1");
        int first = waits(client, "1");
        scene.advance(SHORT.minusMillis(1));
        assertThat(client.hasAnswerTo(first)).isFalse();

        scene.advance(Duration.ofMillis(1));
        assertThat(code(client, first)).isEqualTo(ExceptionCode.LOCK_KEY_CONFLICT);
        client.commits(holder);
        assertThat(client.answersTo(first)).hasSize(1);
    }

    @Test
    void aRollbackOfTheHolderWakesOneThatHoldsDatabaseRows() {
        client.joins(holder, "db", "t:1");
        int waiting = waits(client, "1");
        client.say(new GlobalRollbackRequest(holder, null));

        assertThat(code(client, waiting)).isEqualTo(ExceptionCode.LOCK_KEY_CONFLICT_FAIL_FAST);
    }

    @Test
    void itEndsWithItsConnection() {
        client.joins(holder, "db", "t:1");
        Peer other = scene.assent("other").serves("db");
        int gone = waits(other, "1");
        int next = waits(client, "1");
        other.hangsUp();
        client.commits(holder);

        assertThat(other.hasAnswerTo(gone)).isFalse();
        assertThat(isRegistered(client, next)).isTrue();
    }

    @Test
    void itEndsWithTheProcess() {
        client.joins(holder, "db", "t:1");
        waits(client, "1");
        scene.restart();
        client = scene.assent("shop").serves("db");
        client.commits(holder);

        assertThat(client.joins(client.begins(), "db", "t:1")).isPositive();
    }

    @Test
    void aStopAnswersIt() {
        client.joins(holder, "db", "t:1");
        int waiting = waits(client, "1");

        assertThat(scene.stop()).containsExactly(true);
        assertThat(code(client, waiting)).isEqualTo(ExceptionCode.LOCK_KEY_CONFLICT);
    }

    @Test
    void aQueryThatWaitsHasTheRowsKeptForASecond() {
        client.joins(holder, "db", "t:1");
        String xid = client.begins();
        int query = asks(client, xid, "1", Duration.ofSeconds(5));
        client.commits(holder);
        assertThat(client.answer(query, GlobalLockQueryResponse.class).lockable())
                .isTrue();
        assertThat(client.joins(client.begins(), BranchType.AT, "db", "t:1")
                        .result()
                        .success())
                .as("another's")
                .isFalse();
        assertThat(client.joins(xid, BranchType.AT, "db", "t:1").result().success())
                .isTrue();
    }

    @Test
    void theyAreKeptNoLonger() {
        int query = asks(client, holder, "1", Duration.ofSeconds(5));
        assertThat(client.answer(query, GlobalLockQueryResponse.class).lockable())
                .isTrue();
        scene.advance(Duration.ofSeconds(1));

        assertThat(client.joins(client.begins(), BranchType.AT, "db", "t:1")
                        .result()
                        .success())
                .isTrue();
    }

    @Test
    void inADeadlockTheYoungestIsRolledBack() {
        String young = client.begins();
        client.joins(holder, "db", "t:1");
        client.joins(young, "db", "t:2");
        int first = asks(client, holder, "2", Duration.ofSeconds(5));
        int second = asks(client, young, "1", Duration.ofSeconds(5));

        assertThat(client.answer(second, Response.class).result().msg()).contains("ASN-2102");
        client.does(client.takeOrder());
        assertThat(client.answer(first, GlobalLockQueryResponse.class).lockable())
                .isTrue();
    }

    @Test
    void seatasClientsDoNotWaitAndTakeWhatIsFree() {
        Peer seata = scene.seata("old").serves("db");
        client.joins(holder, "db", "t:1");
        int waiting = waits(client, "1,2");

        assertThat(seata.joins(seata.begins(), BranchType.AT, "db", "t:1")
                        .result()
                        .success())
                .isFalse();
        assertThat(seata.joins(seata.begins(), BranchType.AT, "db", "t:2")
                        .result()
                        .success())
                .isTrue();
        assertThat(client.hasAnswerTo(waiting)).isFalse();
    }

    @Test
    void ifWantedSeatasClientsTakeTheirTurn() {
        Scene fair = new Scene(LoopOptions.builder().queuesPolls(true).build(), 1);
        Peer ours = fair.assent("shop").serves("db");
        Peer seata = fair.seata("old").serves("db");
        String held = ours.begins();
        String polls = seata.begins();
        ours.joins(held, "db", "t:1");
        seata.joins(polls, BranchType.AT, "db", "t:1");
        int query = ours.say(
                new GlobalLockQueryRequest(ours.begins(), BranchType.AT, "db", "t:1", null),
                Extensions.lockWait(Duration.ofSeconds(5)));
        ours.commits(held);
        assertThat(ours.hasAnswerTo(query)).as("the poll was first").isFalse();

        fair.advance(Duration.ofMillis(99));
        assertThat(seata.joins(polls, BranchType.AT, "db", "t:1").result().success())
                .isTrue();
        assertThat(ours.hasAnswerTo(query)).isFalse();
    }

    @Test
    void theTurnOfASeataClientThatDoesNotComeBackIsOver() {
        Scene fair = new Scene(LoopOptions.builder().queuesPolls(true).build(), 1);
        Peer ours = fair.assent("shop").serves("db");
        Peer seata = fair.seata("old").serves("db");
        String held = ours.begins();
        ours.joins(held, "db", "t:1");
        seata.joins(seata.begins(), BranchType.AT, "db", "t:1");
        ours.commits(held);
        assertThat(ours.joins(ours.begins(), BranchType.AT, "db", "t:1")
                        .result()
                        .success())
                .isFalse();

        fair.advance(Duration.ofMillis(100));
        assertThat(ours.joins(ours.begins(), BranchType.AT, "db", "t:1")
                        .result()
                        .success())
                .isTrue();
    }
}
