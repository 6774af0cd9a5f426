package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
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
    private static final String ORDERS = "jdbc:mysql://db/orders";
    private static final String LOOPBACK = "jdbc:mysql://127.0.0.1/stock";
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration DAY = Duration.ofDays(1);

    private final Scene scene = new Scene().purging(PurgeOptions.of(1));

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
        Peer one = scene.seata("shop").serves(STOCK, ORDERS);
        Peer other = scene.seata("shop").serves(STOCK);
        assertThat(takeOrders(one)).isEmpty();
        scene.advance(SOON);
        assertThat(takeOrders(one))
                .containsExactly(
                        new UndoLogDeleteRequest(BranchType.AT, STOCK, (short) 1),
                        new UndoLogDeleteRequest(BranchType.AT, ORDERS, (short) 1));
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
        Peer peer = scene.seata("shop").serves(STOCK, ORDERS);
        scene.advance(SOON);
        isStuck(peer);

        scene.advance(DAY);
        takeOrders(peer);
        scene.advance(DAY);
        assertThat(takeOrders(peer))
                .extracting(UndoLogDeleteRequest::resourceId)
                .containsExactly(ORDERS);
    }

    /** Seata's client has another name for the database that our branch is in. */
    @Test
    void notUnderAnyNameOfTheDatabaseThatAnOldTransactionNeeds() {
        Peer ours = Marks.marked(scene, "shop", STOCK, Marks.ONE);
        Marks.accepted(ours, LOOPBACK, Marks.ONE);
        Peer seata = scene.seata("shop").serves(LOOPBACK, ORDERS);
        isStuck(ours, Marks.ONE);

        scene.advance(DAY);
        takeOrders(seata);
        scene.advance(DAY);

        assertThat(takeOrders(seata))
                .extracting(UndoLogDeleteRequest::resourceId)
                .containsExactly(ORDERS);
    }

    /** The database's clock is set with the machines': its rows are older than our own time knows. */
    @Test
    void notWhileATransactionIsThatOldByTheWallClock() {
        Peer peer = scene.seata("shop").serves(STOCK, ORDERS);
        scene.advance(SOON);
        takeOrders(peer);
        isStuck(peer);

        scene.clock.jump(DAY.multipliedBy(2));
        scene.advance(DAY);

        assertThat(takeOrders(peer))
                .extracting(UndoLogDeleteRequest::resourceId)
                .containsExactly(ORDERS);
    }

    @Test
    void aWallClockThatIsSetBackMakesNoTransactionYoung() {
        Peer peer = scene.seata("shop").serves(STOCK, ORDERS);
        scene.advance(SOON);
        isStuck(peer);
        scene.clock.jump(DAY.multipliedBy(-30));

        scene.advance(DAY.multipliedBy(2));

        takeOrders(peer);
        scene.advance(DAY);
        assertThat(takeOrders(peer))
                .extracting(UndoLogDeleteRequest::resourceId)
                .containsExactly(ORDERS);
    }

    /** While we were away, time has passed that no clock of ours has counted. */
    @Test
    void whatIsOpenSinceBeforeTheStartIsOldAfterIt() {
        Peer peer = scene.seata("shop").serves(STOCK, ORDERS);
        isStuck(peer);
        scene.clock.jump(DAY.multipliedBy(-30));
        scene.powerLoss();
        scene.purging(PurgeOptions.of(1));
        Peer again = scene.seata("shop").serves(STOCK, ORDERS);

        scene.advance(SOON);

        assertThat(takeOrders(again))
                .extracting(UndoLogDeleteRequest::resourceId)
                .containsExactly(ORDERS);
    }

    private void isStuck(Peer seata) {
        String xid = seata.begins();
        seata.joins(xid, STOCK, "stock:1");
        cannotRollBack(seata, xid);
    }

    private void isStuck(Peer ours, DatabaseMark mark) {
        String xid = ours.begins();
        Marks.joins(ours, xid, STOCK, mark, "stock:1");
        cannotRollBack(ours, xid);
    }

    private static void cannotRollBack(Peer peer, String xid) {
        peer.say(new GlobalRollbackRequest(xid, null));
        peer.answers(peer.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
    }
}
