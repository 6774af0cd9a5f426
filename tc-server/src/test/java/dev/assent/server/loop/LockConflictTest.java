package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockConflictTest {
    private static final String HOLDS_LOCAL_TRANSACTION = "{\"skipCheckLock\":true,\"autoCommit\":false}";

    private final Scene scene = new Scene();
    private final Peer holder = scene.assent("shop").serves("db");
    private final String held = holder.begins();

    private BranchRegisterResponse collide(Peer peer, @Nullable String applicationData) {
        return peer.ask(
                new BranchRegisterRequest(peer.begins(), BranchType.AT, "db", "STOCK:1", applicationData),
                BranchRegisterResponse.class);
    }

    @ParameterizedTest
    @CsvSource({"1.4.2, 2", "1.5.2, 19", "1.8.0, 19", "2.0.0, 20", "2.5.0, 20", "none, 2"})
    void failFastHasTheNumberOfTheClientsVersion(String version, int code) {
        holder.joins(held, "db", "stock:1");
        Peer peer = scene.seata("till", version);
        assertThat(collide(peer, HOLDS_LOCAL_TRANSACTION).exceptionCode())
                .as("the holder may still commit")
                .isEqualTo(2);
        holder.say(new GlobalRollbackRequest(held, null));
        BranchRegisterResponse refused = collide(peer, HOLDS_LOCAL_TRANSACTION);
        assertThat(refused.result().success()).isFalse();
        assertThat(refused.exceptionCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null",
                "{}",
                "{\"autoCommit\":true}",
                "{\"autoCommit\":\"false\"}",
                "{\"autoCommit\":0}",
                "{\"autoCommit\":[false]}",
                "{\"other\":{\"autoCommit\":false}}",
                "{\"skipCheckLock\":{\"autoCommit\"",
                "{\"autoCommit\":fal",
                "{\"autoCommit\"",
                "\u0000autoCommit\uffff",
                "autoCommit",
                "[1"
            })
    void whoHoldsNoLocalTransactionMayWait(@Nullable String applicationData) {
        holder.joins(held, "db", "stock:1");
        holder.say(new GlobalRollbackRequest(held, null));
        assertThat(collide(scene.seata("till"), applicationData).exceptionCode())
                .isEqualTo(2);
    }

    @Test
    void aRefusedBranchLeavesNothing() {
        holder.joins(held, "db", "stock:1");
        Peer till = scene.seata("till").serves("db");
        String xid = till.begins();
        assertThat(till.joins(xid, BranchType.AT, "db", "stock:2;stock:1").exceptionCode())
                .isEqualTo(2);
        assertThat(holder.joins(held, "db", "stock:2")).isPositive();
        till.commits(xid);
        assertThat(till.takeOrders()).isEmpty();
    }

    @Test
    void aLockKeyThatDoesNotParseLocksNothing() {
        BranchRegisterResponse refused = holder.joins(held, BranchType.AT, "db", "stock:1;nonsense");
        assertThat(refused.result().msg()).contains("nonsense");
        assertThat(refused.exceptionCode()).isEqualTo(6);
        assertThat(lockable(null, "stock:1")).isTrue();
    }

    @Test
    void locksAreFreeWithTheCommitDecision() {
        holder.joins(held, "db", "stock:1");
        assertThat(lockable(null, "stock:1")).isFalse();
        assertThat(lockable(held, "stock:1")).isTrue();
        assertThat(lockable("never began, no xid", "stock:1")).isFalse();
        holder.commits(held);
        assertThat(lockable(null, "stock:1")).isTrue();
    }

    private boolean lockable(@Nullable String xid, String lockKey) {
        return holder.ask(
                        new GlobalLockQueryRequest(xid, BranchType.AT, "db", lockKey, null),
                        GlobalLockQueryResponse.class)
                .lockable();
    }

    @Test
    void aRegistrationSentAgainGetsItsFirstBranchId() {
        BranchRegisterRequest request = new BranchRegisterRequest(held, BranchType.AT, "db", "stock:1", null);
        int first = holder.say(request, new ClientRequest("client-1", 5).head());
        long id = holder.answer(first, BranchRegisterResponse.class).branchId();
        holder.hangsUp();
        Peer again = scene.assent("shop").serves("db");
        int second = again.say(request, new ClientRequest("client-1", 5).head());
        int other = again.say(request, new ClientRequest("client-1", 6).head());
        int stranger = again.say(request, new ClientRequest("client-2", 5).head());
        assertThat(again.answer(second, BranchRegisterResponse.class).branchId())
                .isEqualTo(id);
        assertThat(again.answer(other, BranchRegisterResponse.class).branchId()).isNotEqualTo(id);
        assertThat(again.answer(stranger, BranchRegisterResponse.class).branchId())
                .isNotEqualTo(id);
        again.commits(held);
        assertThat(again.takeOrders()).hasSize(3);
    }

    @Test
    void evenAfterARestart() {
        BranchRegisterRequest request = new BranchRegisterRequest(held, BranchType.AT, "db", "stock:1", null);
        int first = holder.say(request, new ClientRequest("client-1", 5).head());
        long id = holder.answer(first, BranchRegisterResponse.class).branchId();
        scene.powerLoss();
        scene.powerLoss(); // now it is known by a snapshot alone
        Peer again = scene.assent("shop");
        int second = again.say(request, new ClientRequest("client-1", 5).head());
        assertThat(again.answer(second, BranchRegisterResponse.class).branchId())
                .isEqualTo(id);
    }
}
