package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.Listing.Which;
import dev.assent.core.Operation;
import dev.assent.core.Parked;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Explained;
import dev.assent.core.Reply.Refused;
import dev.assent.core.TransactionDetails;
import dev.assent.core.TransactionState;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.server.delivery.DeliveryAttempts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a person sees of a transaction, and may do to it. */
class OperatorTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db", "try");
    private final String xid = client.begins();

    private TransactionDetails story() {
        return scene.inspect(xid).story();
    }

    private DeliveryAttempts tries(long branch) {
        Map<BranchId, DeliveryAttempts> all = scene.inspect(xid).tries();
        return Objects.requireNonNull(all.get(new BranchId(branch)));
    }

    private void retry() {
        assertThat(scene.operate(xid, Operation.RETRY)).isInstanceOf(Explained.class);
    }

    @Test
    void theStoryOfATransactionInTrouble() {
        long branch = client.joins(xid, "db", "stock:1");
        client.say(new GlobalRollbackRequest(xid, null));
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);

        assertThat(story().status().state()).isEqualTo(TransactionState.ROLLING_BACK);
        assertThat(story().begun()).satisfies(begun -> {
            assertThat(begun.by().applicationId()).isEqualTo("shop");
            assertThat(begun.by().address()).isEqualTo("10.0.0.1:4000");
        });
        assertThat(tries(branch)).satisfies(tries -> {
            assertThat(tries.attempts()).isEqualTo(1);
            assertThat(tries.lastAnswer()).isEqualTo("PHASE_TWO_ROLLBACK_FAILED_RETRYABLE");
            assertThat(tries.waitsFor()).contains("after a pause");
        });
        client.hangsUp();
        scene.advance(Duration.ofSeconds(1));
        assertThat(tries(branch).waitsFor()).contains("no resource manager");
        scene.advance(Duration.ofSeconds(70));
        assertThat(story().branches()).singleElement().satisfies(part -> {
            Parked parked = Objects.requireNonNull(part.parked());
            assertThat(parked.retried()).isTrue();
            assertThat(parked.reason()).contains("no resource manager");
        });
        assertThat(scene.list(Which.PARKED)).hasSize(1);
    }

    @Test
    void aBranchWithoutAResourceManagerHoldsUpNobodyForLong() {
        Peer gone = scene.assent("warehouse").serves("other");
        client.joins(xid, "db", "stock:1");
        gone.joins(xid, "other", "stock:1");
        gone.hangsUp();
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        scene.advance(Duration.ofSeconds(30));
        assertThat(client.takeOrders()).isEmpty();
        assertThat(client.hasAnswerTo(rollback)).isTrue();

        scene.advance(Duration.ofSeconds(35));

        client.does(client.takeOrder());
        assertThat(client.status(xid)).as("still on its way").isEqualTo(GlobalStatus.ROLLBACKING);
        Peer back = scene.assent("warehouse").serves("other");
        back.does(back.takeOrder());
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void retryTellsAtOnceWhatWaitsAndWhatIsParked() {
        long first = client.joins(xid, BranchType.TCC, "try", null).branchId();
        client.joins(xid, BranchType.TCC, "try", null);
        client.say(new GlobalCommitRequest(xid, null));
        client.takeOrders()
                .forEach(order -> client.answers(
                        order,
                        branchOf(order) == first
                                ? BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE
                                : BranchStatus.PHASE_TWO_COMMIT_FAILED_UNRETRYABLE));
        assertThat(client.takeOrders()).isEmpty();
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.COMMIT_FAILED);

        retry();

        client.takeOrders().forEach(client::does);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
        scene.advance(Duration.ofMinutes(1));
        assertThat(client.takeOrders()).as("the old pause is over too").isEmpty();
    }

    private static long branchOf(Frame order) {
        return ((BranchEndRequest) Objects.requireNonNull(order.body())).branchId();
    }

    @Test
    void whatIsStoppedIsToldNoMoreNotEvenAfterARestart() {
        client.joins(xid, "db", "stock:1");
        client.say(new GlobalRollbackRequest(xid, null));
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);

        scene.operate(xid, Operation.PAUSE);

        scene.advance(Duration.ofMinutes(10));
        assertThat(client.takeOrders()).isEmpty();
        assertThat(scene.operate(xid, Operation.RETRY))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(Refusal.PAUSED));
        scene.powerLoss();
        Peer again = scene.assent("shop").serves("db");
        scene.advance(Duration.ofMinutes(10));
        assertThat(again.takeOrders()).isEmpty();
        assertThat(scene.list(Which.PAUSED)).hasSize(1);

        scene.operate(xid, Operation.RESUME);

        again.does(again.takeOrder());
        assertThat(again.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void anAnswerThatComesAfterTheStopCounts() {
        client.joins(xid, "db", "stock:1");
        client.say(new GlobalRollbackRequest(xid, null));
        Frame order = client.takeOrder();
        scene.operate(xid, Operation.PAUSE);
        scene.operate(xid, Operation.RESUME);
        assertThat(client.takeOrders()).as("one call at a time").isEmpty();

        client.does(order);

        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
        scene.advance(Duration.ofMinutes(2));
        assertThat(client.takeOrders()).isEmpty();
    }

    @Test
    void aForcedEndIsToldAsWhatItIs() {
        client.joins(xid, "db", "stock:1");
        int rollback = client.say(new GlobalRollbackRequest(xid, null));
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(client.hasAnswerTo(rollback)).isTrue();

        Reply forced = scene.operate(xid, Operation.FORCE, "mended by hand");

        assertThat(forced).isInstanceOf(Explained.class);
        assertThat(client.status(xid)).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
        assertThat(client.rollsBack(xid)).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.TIMEOUT_ROLLBACKING);
        assertThat(client.outcome(client.say(new GlobalRollbackRequest(xid, null))))
                .isEqualTo("ROLLBACK_ABANDONED;cause=user");
        String other = client.begins();
        client.joins(other, "db", "stock:1");
        assertThat(story().reason()).isEqualTo("mended by hand");
        assertThat(scene.ended()).singleElement().satisfies(last -> {
            assertThat(last.story().branches()).hasSize(1);
            assertThat(last.endedAt()).isNotNull();
        });
        scene.powerLoss();
        assertThat(scene.seata("shop").status(xid)).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
        assertThat(story().reason()).isEqualTo("mended by hand");
    }

    @Test
    void anOperatorHearsOnlyWhatIsDurable() {
        client.joins(xid, "db", "stock:1");
        client.say(new GlobalRollbackRequest(xid, null));
        scene.holdForce();

        CompletableFuture<Reply> answer = scene.asks(xid, Operation.FORCE, "enough");

        assertThat(answer).isNotDone();
        scene.letForce();
        assertThat(answer).isDone();
    }

    /** While a later fact of its transaction is not durable, calls go on as before: so the pause is not confirmed before. */
    @Test
    void whoHearsOfAPauseSeesNoCallAnyMore() {
        Peer other = scene.assent("warehouse").serves("other");
        client.joins(xid, BranchType.TCC, "try", null);
        other.joins(xid, BranchType.XA, "other", null);
        other.hangsUp();
        client.say(new GlobalCommitRequest(xid, null));
        client.answers(client.takeOrder(), BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        scene.holdForce();

        CompletableFuture<Reply> pause = scene.asks(xid, Operation.PAUSE, "");
        Peer back = scene.assent("warehouse").serves("other"); // a first call is brought on record
        scene.forceOnce();

        scene.advance(Duration.ofSeconds(1));
        assertThat(client.takeOrders()).as("called again meanwhile").hasSize(1);
        assertThat(pause).isNotDone();
        scene.letForce();
        assertThat(pause).isCompletedWithValueMatching(Explained.class::isInstance);
        back.takeOrders(); // left before the confirmation did
        scene.advance(Duration.ofMinutes(10));
        assertThat(client.takeOrders()).isEmpty();
        assertThat(back.takeOrders()).isEmpty();
    }

    @Test
    void aListTellsOfEachTransactionItsOwnTries() {
        Map<String, Long> branches = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            String stuck = client.begins();
            branches.put(stuck, client.joins(stuck, "db", "stock:" + i));
            client.say(new GlobalRollbackRequest(stuck, null));
            Frame order = client.takeOrder();
            for (int tries = 0; tries < i; tries++) {
                client.answers(order, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
                scene.operate(stuck, Operation.RETRY);
                order = client.takeOrder();
            }
        }

        assertThat(scene.list(Which.FINISHING).stream().map(whole -> {
                    long branch = Objects.requireNonNull(
                            branches.get(whole.story().xid().value()));
                    assertThat(whole.tries()).containsOnlyKeys(new BranchId(branch));
                    return Objects.requireNonNull(whole.tries().get(new BranchId(branch)))
                            .attempts();
                }))
                .containsExactly(1, 2, 3);
    }

    @Test
    void whatIsUnknownIsSaidToBe() {
        assertThat(scene.inspect("127.0.0.1:8091:1").story().status().state()).isEqualTo(TransactionState.UNKNOWN);
        assertThat(scene.operate("127.0.0.1:8091:1", Operation.RETRY))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(Refusal.UNKNOWN_TRANSACTION));
    }

    @Test
    void aStoppingCoordinatorAnswersNoOperator() {
        scene.stop();

        assertThatThrownBy(() -> scene.asks(xid, Operation.RETRY, "").getNow(null))
                .hasMessageContaining("ASN-1502");
    }
}
