package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who ends a transaction waits for its branches, but not for ever. */
class WaitingTest {
    private static final Duration ALMOST = Duration.ofMillis(9_999);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db", "try");
    private final String xid = client.begins();

    private GlobalStatus answer(int rollback) {
        return client.answer(rollback, GlobalRollbackResponse.class).globalStatus();
    }

    @Test
    void aRollbackIsAnsweredWhenTheLastBranchIsUndone() {
        client.joins(xid, "db", "stock:1");
        client.joins(xid, "db", "stock:2");
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        client.does(client.takeOrder());
        assertThat(client.hasAnswerTo(rollback)).isFalse();
        client.does(client.takeOrder());
        assertThat(answer(rollback)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void afterTenSecondsItSaysRetrying() {
        client.joins(xid, "db", "stock:1");
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        scene.advance(ALMOST);
        assertThat(client.hasAnswerTo(rollback)).isFalse();
        scene.advance(MOMENT);
        assertThat(answer(rollback)).isEqualTo(GlobalStatus.ROLLBACK_RETRYING);
    }

    @Test
    void repeatsJoinTheWait() {
        client.joins(xid, "db", "stock:1");
        int first = client.say(new GlobalRollbackRequest(xid, null));
        scene.advance(Duration.ofSeconds(6));
        int second = client.say(new GlobalRollbackRequest(xid, null));
        scene.advance(Duration.ofSeconds(5));
        assertThat(answer(first)).isEqualTo(GlobalStatus.ROLLBACK_RETRYING);
        assertThat(client.hasAnswerTo(second)).isFalse();
        assertThat(client.takeOrders()).as("told once").hasSize(1);
    }

    @Test
    void allWhoWaitAreAnsweredAtOnce() {
        client.joins(xid, "db", "stock:1");
        int first = client.say(new GlobalRollbackRequest(xid, null));
        int second = client.say(new GlobalRollbackRequest(xid, null));
        int commit = client.say(new GlobalCommitRequest(xid, null));
        client.does(client.takeOrder());
        assertThat(answer(first)).isEqualTo(GlobalStatus.ROLLBACKED);
        assertThat(answer(second)).isEqualTo(GlobalStatus.ROLLBACKED);
        assertThat(client.answer(commit, GlobalCommitResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.TIMEOUT_ROLLBACKED);
    }

    @Test
    void anAtCommitWaitsForNobody() {
        client.joins(xid, "db", "stock:1");
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void aTccCommitWaitsForItsTccBranchesAlone() {
        client.joins(xid, BranchType.TCC, "try", null);
        client.joins(xid, "db", "stock:1");
        int commit = client.say(new GlobalCommitRequest(xid, null));
        assertThat(client.hasAnswerTo(commit)).isFalse();
        Frame tcc = client.takeOrders().get(0);
        client.does(tcc);
        assertThat(client.answer(commit, GlobalCommitResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void aStuckBranchEndsTheWait() {
        client.joins(xid, "db", "stock:1");
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(answer(rollback)).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
    }

    /** Else what is counted as unanswered would never come back. */
    @Test
    void aRequestThatIsSentTwiceUnderOneNumberIsAnsweredTwice() {
        client.joins(xid, "db", "stock:1");
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        client.sends(Wire.overTheWire(Frame.request(rollback, new GlobalRollbackRequest(xid, null))));
        client.does(client.takeOrder());
        assertThat(client.answersTo(rollback))
                .extracting(Frame::body)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(((GlobalRollbackResponse) answer).globalStatus())
                        .isEqualTo(GlobalStatus.ROLLBACKED));
    }

    /** Else a client that repeats itself could make the coordinator keep as much as it likes. */
    @Test
    void moreCallersThanMayWaitAreAnsweredAtOnce() {
        client.joins(xid, "db", "stock:1");
        int first = client.say(new GlobalRollbackRequest(xid, null));
        int last = first;
        for (int i = 1; i < 1_000; i++) {
            last = client.say(new GlobalRollbackRequest(xid, null));
        }
        assertThat(client.hasAnswerTo(last)).isFalse();

        int more = client.say(new GlobalRollbackRequest(xid, null));

        assertThat(answer(more)).isEqualTo(GlobalStatus.ROLLBACK_RETRYING);
        client.does(client.takeOrder());
        assertThat(answer(first)).isEqualTo(GlobalStatus.ROLLBACKED);
        assertThat(answer(last)).isEqualTo(GlobalStatus.ROLLBACKED);
    }
}
