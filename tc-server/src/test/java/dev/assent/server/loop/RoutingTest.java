package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.server.delivery.LoopOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which resource manager is told. */
class RoutingTest {
    private final Scene scene = new Scene();
    private final Peer teller = scene.assent("teller");

    private String atBranchOf(Peer rm) {
        String xid = teller.begins();
        rm.joins(xid, "db", "stock:1");
        return xid;
    }

    private String branchOf(Peer rm, BranchType type) {
        String xid = teller.begins();
        rm.joins(xid, type, "db", null);
        return xid;
    }

    @Test
    void theConnectionThatRegisteredItFirst() {
        Peer one = scene.assent("shop").serves("db");
        Peer two = scene.assent("shop").serves("db");
        teller.commits(atBranchOf(two));
        assertThat(two.takeOrders()).hasSize(1);
        assertThat(one.takeOrders()).isEmpty();
    }

    @Test
    void forAtAnyInstanceOfTheResource() {
        Peer gone = scene.assent("shop").serves("db");
        Peer other = scene.assent("warehouse").serves("db");
        String xid = atBranchOf(gone);
        gone.hangsUp();
        teller.commits(xid);
        assertThat(other.takeOrders()).hasSize(1);
    }

    @Test
    void forTccTheSameApplicationAlone() {
        Peer gone = scene.assent("shop").serves("db");
        Peer other = scene.assent("warehouse").serves("db");
        String xid = branchOf(gone, BranchType.TCC);
        gone.hangsUp();
        teller.say(new GlobalCommitRequest(xid, null));
        assertThat(other.takeOrders()).isEmpty();
        Peer back = scene.assent("shop").serves("db");
        assertThat(back.takeOrders()).hasSize(1);
    }

    @Test
    void neverOneOfTheOtherKind() {
        Peer seata = scene.seata("shop").serves("db");
        Peer ours = scene.assent("shop").serves("db");
        String xid = atBranchOf(seata);
        String mine = teller.begins();
        ours.joins(mine, "db", "stock:2");
        seata.hangsUp();
        ours.hangsUp();
        teller.commits(xid);
        teller.commits(mine);
        Peer oursAgain = scene.assent("shop").serves("db");
        assertThat(xidsOf(oursAgain.takeOrders())).containsExactly(mine);
        Peer seataAgain = scene.seata("shop").serves("db");
        assertThat(xidsOf(seataAgain.takeOrders())).containsExactly(xid);
    }

    private static List<String> xidsOf(List<Frame> orders) {
        return orders.stream()
                .map(order -> ((BranchEndRequest) Objects.requireNonNull(order.body())).xid())
                .map(Objects::requireNonNull)
                .toList();
    }

    @Test
    void whoServesNothingIsNeverTold() {
        Peer rm = scene.assent("shop").serves("other");
        teller.commits(atBranchOf(rm));
        assertThat(rm.takeOrders()).isEmpty();
        rm.serves("db");
        assertThat(rm.takeOrders()).hasSize(1);
    }

    @Test
    void whatWasOnItsWayToOneThatHangsUpGoesToAnother() {
        Peer one = scene.assent("shop").serves("db");
        Peer two = scene.assent("shop").serves("db");
        String xid = atBranchOf(one);
        teller.say(new GlobalRollbackRequest(xid, null));
        assertThat(one.takeOrders()).hasSize(1);
        one.hangsUp();
        two.does(two.takeOrder());
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void oneConnectionIsToldSoManyAtATimeAndRetriesDoNotStarveTheRest() {
        Scene small = new Scene(LoopOptions.builder().window(2).build(), 1);
        Peer rm = small.assent("shop").serves("db");
        String xid = rm.begins();
        long last = 0;
        for (int i = 0; i < 5; i++) {
            last = rm.joins(xid, "db", "stock:" + i);
        }
        rm.commits(xid);
        List<Frame> firstTwo = rm.takeOrders();
        assertThat(firstTwo).hasSize(2);
        rm.answers(firstTwo.get(0), BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        rm.answers(firstTwo.get(1), BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        List<Frame> nextTwo = rm.takeOrders();
        assertThat(nextTwo).hasSize(2);
        small.advance(Duration.ofMillis(200));
        assertThat(rm.takeOrders()).as("the window is full").isEmpty();
        nextTwo.forEach(rm::does);
        List<Long> mixed = branchesOf(rm.takeOrders());
        assertThat(mixed).as("one fresh, one again").hasSize(2).contains(last);
        assertThat(mixed).containsAnyElementsOf(branchesOf(firstTwo));
    }

    private static List<Long> branchesOf(List<Frame> orders) {
        return orders.stream()
                .map(order -> ((BranchEndRequest) Objects.requireNonNull(order.body())).branchId())
                .toList();
    }

    @Test
    void whoHasNotSaidWhoItIsIsTurnedAway() {
        Peer stranger = scene.connect("nobody", "1.8.0", false);
        stranger.sends(Frame.ping(9));
        assertThat(stranger.hasAnswerTo(9)).isTrue();
        stranger.say(new GlobalCommitRequest("127.0.0.1:8091:1", null));
        assertThat(stranger.isOpen()).isFalse();
        assertThat(teller.isOpen()).isTrue();
    }
}
