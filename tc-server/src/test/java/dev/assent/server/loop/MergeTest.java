package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.MergeResultMessage;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that came together are answered together, in their order. */
class MergeTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.seata("shop").serves("db", "try");

    private static MergedWarpMessage merge(Message... requests) {
        return new MergedWarpMessage(
                List.of(requests),
                IntStream.range(0, requests.length).mapToObj(i -> 100 + i).toList());
    }

    private static BranchRegisterRequest register(String xid, String lockKey) {
        return new BranchRegisterRequest(xid, BranchType.AT, "db", lockKey, null);
    }

    @Test
    void oneMergeResultHasTheAnswersInOrder() {
        String mine = client.begins();
        String other = client.begins();
        int merge = client.say(
                merge(register(mine, "stock:1"), register(other, "stock:1"), new GlobalStatusRequest("never", null)));
        List<Message> answers = client.answer(merge, MergeResultMessage.class).msgs();
        assertThat(answers).hasSize(3);
        assertThat(((BranchRegisterResponse) answers.get(0)).result().success()).isTrue();
        assertThat(((BranchRegisterResponse) answers.get(1)).exceptionCode()).isEqualTo(2);
        assertThat(((GlobalStatusResponse) answers.get(2)).globalStatus()).isEqualTo(GlobalStatus.FINISHED);
    }

    @Test
    void anEmptyMergeIsAnsweredToo() {
        int merge = client.say(merge());
        assertThat(client.answer(merge, MergeResultMessage.class).msgs()).isEmpty();
    }

    @Test
    void itWaitsForItsSlowest() {
        String xid = client.begins();
        client.joins(xid, BranchType.TCC, "try", null);
        int merge = client.say(merge(new GlobalCommitRequest(xid, null), new GlobalStatusRequest(xid, null)));
        Frame order = client.takeOrder();
        assertThat(client.hasAnswerTo(merge)).isFalse();
        client.does(order);
        List<Message> answers = client.answer(merge, MergeResultMessage.class).msgs();
        assertThat(((GlobalCommitResponse) answers.get(0)).globalStatus()).isEqualTo(GlobalStatus.COMMITTED);
        assertThat(((GlobalStatusResponse) answers.get(1)).globalStatus()).isEqualTo(GlobalStatus.COMMITTING);
    }

    @Test
    void itWaitsNoLongerThanAnyOtherRequest() {
        String xid = client.begins();
        client.joins(xid, BranchType.TCC, "try", null);
        int merge = client.say(merge(new GlobalCommitRequest(xid, null)));
        scene.advance(Duration.ofSeconds(10));
        List<Message> answers = client.answer(merge, MergeResultMessage.class).msgs();
        assertThat(((GlobalCommitResponse) answers.get(0)).globalStatus()).isEqualTo(GlobalStatus.COMMIT_RETRYING);
    }

    @Test
    void theNumberOfAMergeIsNotThatOfEachOfItsRequests() {
        String xid = client.begins();
        int merge =
                client.say(merge(register(xid, "stock:1"), register(xid, "stock:2")), new ClientRequest("c", 7).head());
        List<Message> answers = client.answer(merge, MergeResultMessage.class).msgs();
        assertThat(((BranchRegisterResponse) answers.get(1)).branchId())
                .isNotEqualTo(((BranchRegisterResponse) answers.get(0)).branchId());
    }
}
