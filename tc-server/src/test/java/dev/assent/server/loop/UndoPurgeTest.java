package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.UndoLogDeleteRequest;
import dev.assent.server.delivery.PurgeOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told to drop old undo rows, and when nobody is. */
class UndoPurgeTest {
    private static final String STOCK = "jdbc:mysql://db/stock";
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration DAY = Duration.ofDays(1);

    private final Scene scene = new Scene().purging(PurgeOptions.of(7));

    private static List<UndoLogDeleteRequest> takeOrders(Peer peer) {
        List<Frame> orders = peer.inbox().stream()
                .filter(frame -> frame.body() instanceof UndoLogDeleteRequest)
                .toList();
        peer.inbox().removeAll(orders);
        assertThat(orders).allMatch(frame -> frame.type() == FrameType.ONE_WAY && frame.requestId() < 0);
        return orders.stream().map(frame -> (UndoLogDeleteRequest) frame.body()).toList();
    }

    @Test
    void oneResourceManagerOfEachResourceIsToldSoonAndThenDaily() {
        Peer one = scene.seata("shop").serves(STOCK, "jdbc:mysql://db/orders");
        Peer other = scene.seata("shop").serves(STOCK);
        assertThat(takeOrders(one)).isEmpty();
        scene.advance(SOON);
        assertThat(takeOrders(one))
                .containsExactly(
                        new UndoLogDeleteRequest(BranchType.AT, STOCK, (short) 7),
                        new UndoLogDeleteRequest(BranchType.AT, "jdbc:mysql://db/orders", (short) 7));
        assertThat(takeOrders(other)).isEmpty();
        scene.advance(DAY);
        assertThat(takeOrders(one)).hasSize(2);
        scene.advance(DAY);
        assertThat(takeOrders(one)).hasSize(2);
    }

    @Test
    void oursAreToldBesides() {
        Peer seata = scene.seata("shop").serves(STOCK);
        Peer ours = scene.assent("shop").serves(STOCK);
        scene.advance(SOON);
        assertThat(takeOrders(seata)).hasSize(1);
        assertThat(takeOrders(ours)).hasSize(1);
    }

    @Test
    void goAndWhatIsNoDatabaseAreLeftAlone() {
        Peer tcc = scene.seata("shop").serves("deduct");
        Peer go = scene.connect("go-shop", "1.1.0", false);
        go.sends(Wire.overTheWire(Frame.oneWay(1, new RegisterTMRequest("1.1.0", "go-shop", "group", null))));
        go.say(new RegisterRMRequest("1.5.2", "go-shop", "group", null, "root:pw@tcp(db:3306)/stock," + STOCK));
        scene.advance(SOON);
        assertThat(takeOrders(tcc)).isEmpty();
        assertThat(takeOrders(go)).isEmpty();
    }

    @Test
    void nobodyIsToldIfNobodyIsToBe() {
        Scene never = new Scene().purging(PurgeOptions.of(0));
        Peer peer = never.seata("shop").serves(STOCK);
        never.advance(DAY);
        assertThat(takeOrders(peer)).isEmpty();
    }

    @Test
    void notWhileATransactionThatOldIsUnfinishedThere() {
        Peer peer = scene.seata("shop").serves(STOCK, "jdbc:mysql://db/orders");
        String xid = peer.begins();
        peer.joins(xid, STOCK, "stock:1");
        peer.say(new GlobalRollbackRequest(xid, null));
        peer.answers(peer.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);

        scene.advance(DAY.multipliedBy(7));
        takeOrders(peer);
        scene.advance(DAY);
        assertThat(takeOrders(peer))
                .extracting(UndoLogDeleteRequest::resourceId)
                .containsExactly("jdbc:mysql://db/orders");
    }
}
