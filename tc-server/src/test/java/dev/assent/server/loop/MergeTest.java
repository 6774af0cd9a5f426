package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BatchResultMessage;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.MergeResultMessage;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterTMRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests that came together are answered depends on who sent them. */
class MergeTest {
    private static final int FIRST_ID = 100;

    private final Scene scene = new Scene();

    private Peer client(String version) {
        return scene.seata("shop", version).serves("db", "try");
    }

    private static MergedWarpMessage merge(Message... requests) {
        return new MergedWarpMessage(
                List.of(requests),
                IntStream.range(0, requests.length).mapToObj(i -> FIRST_ID + i).toList());
    }

    private static MergedWarpMessage withoutIds(Message... requests) {
        return new MergedWarpMessage(List.of(requests), List.of());
    }

    private static BranchRegisterRequest register(String xid, String lockKey) {
        return new BranchRegisterRequest(xid, BranchType.AT, "db", lockKey, null);
    }

    private static List<Message> all(Peer client, int merge) {
        assertThat(client.answersTo(merge)).hasSize(1);
        return client.answer(merge, MergeResultMessage.class).msgs();
    }

    private static Stream<BatchResultMessage> batches(Peer client, int merge) {
        return client.answersTo(merge).stream().map(frame -> (BatchResultMessage) Objects.requireNonNull(frame.body()));
    }

    /** A TCC branch, so that who ends the transaction waits until the branch has done as told. */
    private static String slow(Peer client) {
        String xid = client.begins();
        client.joins(xid, BranchType.TCC, "try", null);
        return xid;
    }

    @Test
    void before15OneMessageHasAllInTheirOrder() {
        Peer client = client("1.4.2");
        String mine = client.begins();
        String other = client.begins();
        int merge = client.say(withoutIds(
                register(mine, "stock:1"), register(other, "stock:1"), new GlobalStatusRequest("never", null)));
        List<Message> answers = all(client, merge);
        assertThat(answers).hasSize(3);
        assertThat(((BranchRegisterResponse) answers.get(0)).result().success()).isTrue();
        assertThat(((BranchRegisterResponse) answers.get(1)).exceptionCode()).isEqualTo(2);
        assertThat(((GlobalStatusResponse) answers.get(2)).globalStatus()).isEqualTo(GlobalStatus.FINISHED);
    }

    @Test
    void before15TheyWaitForTheSlowest() {
        Peer client = client("1.4.2");
        String xid = slow(client);
        int merge = client.say(withoutIds(new GlobalCommitRequest(xid, null), new GlobalStatusRequest(xid, null)));
        Frame order = client.takeOrder();
        assertThat(client.hasAnswerTo(merge)).isFalse();
        client.does(order);
        List<Message> answers = all(client, merge);
        assertThat(((GlobalCommitResponse) answers.get(0)).globalStatus()).isEqualTo(GlobalStatus.COMMITTED);
        assertThat(((GlobalStatusResponse) answers.get(1)).globalStatus()).isEqualTo(GlobalStatus.COMMITTING);
    }

    @Test
    void theyWaitNoLongerThanAnyOtherRequest() {
        Peer client = client("1.4.2");
        int merge = client.say(withoutIds(new GlobalCommitRequest(slow(client), null)));
        scene.advance(Duration.ofSeconds(10));
        assertThat(((GlobalCommitResponse) all(client, merge).get(0)).globalStatus())
                .isEqualTo(GlobalStatus.COMMIT_RETRYING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.0", "1.8.0", "2.5.0"})
    void whoSendsNoIdsGetsAllAtOnce(String version) {
        Peer client = client(version);
        int merge = client.say(withoutIds(register(client.begins(), "stock:1")));
        assertThat(all(client, merge)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.0", "1.5.2", "1.8.0", "2.0.0", "2.2.0"})
    void from15WhatIsReadyComesByItsId(String version) {
        Peer client = client(version);
        String xid = client.begins();
        int merge = client.say(merge(register(xid, "stock:1"), new GlobalStatusRequest("never", null)));
        assertThat(batches(client, merge))
                .flatMap(BatchResultMessage::msgIds)
                .containsExactlyInAnyOrder(FIRST_ID, FIRST_ID + 1);
        assertThat(client.answersTo(FIRST_ID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5.2", "1.8.0", "2.2.0", "2.3.0", "2.6.0"})
    void from15ASlowRollbackHoldsNothingUp(String version) {
        Peer client = client(version);
        String slow = slow(client);
        String quick = client.begins();
        int merge = client.say(merge(new GlobalRollbackRequest(slow, null), register(quick, "stock:1")));

        Frame order = client.takeOrder();
        assertThat(answersById(client, merge, FIRST_ID + 1))
                .singleElement()
                .isInstanceOfSatisfying(
                        BranchRegisterResponse.class,
                        answer -> assertThat(answer.result().success()).isTrue());
        assertThat(answersById(client, merge, FIRST_ID)).isEmpty();

        client.does(order);
        assertThat(answersById(client, merge, FIRST_ID))
                .singleElement()
                .isInstanceOfSatisfying(
                        GlobalRollbackResponse.class,
                        answer -> assertThat(answer.globalStatus()).isEqualTo(GlobalStatus.ROLLBACKED));
        assertThat(client.inbox()).noneMatch(frame -> frame.body() instanceof MergeResultMessage);
    }

    /** However they travelled. */
    private static List<Message> answersById(Peer client, int merge, int id) {
        Stream<Message> alone = client.answersTo(id).stream().map(frame -> Objects.requireNonNull(frame.body()));
        Stream<Message> batched = batches(client, merge)
                .flatMap(batch -> IntStream.range(0, batch.msgIds().size())
                        .filter(i -> batch.msgIds().get(i) == id)
                        .mapToObj(i -> batch.resultMessages().get(i)));
        return Stream.concat(alone, batched).toList();
    }

    @Test
    void answersThatAreReadyTogetherTravelTogether() {
        Peer client = client("1.8.0");
        String xid = client.begins();
        int merge = client.say(merge(register(xid, "stock:1"), register(xid, "stock:2"), register(xid, "stock:3")));
        assertThat(batches(client, merge))
                .singleElement()
                .satisfies(batch -> assertThat(batch.msgIds()).containsExactly(FIRST_ID, FIRST_ID + 1, FIRST_ID + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "2.3.0-SNAPSHOT", "2.5.0", "2.6.0"})
    void from23EachIsAnsweredByItself(String version) {
        Peer client = client(version);
        String mine = client.begins();
        String other = client.begins();
        int merge = client.say(merge(register(mine, "stock:1"), register(other, "stock:1")));
        assertThat(client.answersTo(merge)).isEmpty();
        assertThat(client.answer(FIRST_ID, BranchRegisterResponse.class)
                        .result()
                        .success())
                .isTrue();
        assertThat(client.answer(FIRST_ID + 1, BranchRegisterResponse.class).exceptionCode())
                .isEqualTo(2);
        assertThat(client.answerTo(FIRST_ID).orElseThrow().type()).isEqualTo(FrameType.RESPONSE);
    }

    @Test
    void aStatusNeverComesAloneSinceAResourceManagerWouldNotTakeIt() {
        Peer client = client("2.5.0");
        String xid = client.begins();
        int merge = client.say(merge(new GlobalStatusRequest(xid, null), register(xid, "stock:1")));
        assertThat(client.answersTo(FIRST_ID)).isEmpty();
        assertThat(batches(client, merge)).singleElement().satisfies(batch -> {
            assertThat(batch.msgIds()).containsExactly(FIRST_ID);
            assertThat(((GlobalStatusResponse) batch.resultMessages().get(0)).globalStatus())
                    .isEqualTo(GlobalStatus.BEGIN);
        });
        assertThat(client.hasAnswerTo(FIRST_ID + 1)).isTrue();
    }

    @Test
    void anEmptyMergeIsAnsweredToo() {
        Peer old = client("1.4.2");
        assertThat(all(old, old.say(merge()))).isEmpty();
        for (String version : List.of("1.8.0", "2.5.0")) {
            Peer client = client(version);
            int merge = client.say(merge());
            assertThat(client.answer(merge, BatchResultMessage.class).msgIds()).isEmpty();
        }
    }

    @Test
    void onAConnectionForBothRolesTheOlderVersionCounts() {
        Peer tm = scene.connect("shop", "2.5.0", false);
        tm.say(new RegisterTMRequest("1.8.0", "shop", "group", null));
        tm.say(new RegisterRMRequest("2.5.0", "shop", "group", null, "db"));
        int merge = tm.say(merge(register(tm.begins(), "stock:1")));
        assertThat(batches(tm, merge)).hasSize(1);
    }

    @Test
    void aBatchCarriesTheHeadOfItsMerge() {
        Peer client = client("1.8.0");
        ClientRequest head = new ClientRequest("c", 7);
        int merge = client.say(merge(register(client.begins(), "stock:1")), head.head());
        assertThat(client.answerTo(merge).orElseThrow().head()).isEqualTo(head.head());
    }

    @Test
    void theNumberOfAMergeIsNotThatOfEachOfItsRequests() {
        Peer client = client("1.8.0");
        String xid = client.begins();
        int merge =
                client.say(merge(register(xid, "stock:1"), register(xid, "stock:2")), new ClientRequest("c", 7).head());
        List<Message> answers = client.answer(merge, BatchResultMessage.class).resultMessages();
        assertThat(((BranchRegisterResponse) answers.get(1)).branchId())
                .isNotEqualTo(((BranchRegisterResponse) answers.get(0)).branchId());
    }

    @Test
    void whatIsReadyAtAStopIsSent() {
        Peer client = client("1.8.0");
        int merge = client.say(merge(new GlobalRollbackRequest(slow(client), null)));
        client.takeOrder();
        assertThat(scene.stop()[0]).isTrue();
        assertThat(batches(client, merge)).hasSize(1);
    }
}
