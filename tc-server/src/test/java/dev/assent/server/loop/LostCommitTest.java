package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Operation;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Result;
import dev.assent.server.Logged;
import dev.assent.server.delivery.PhaseTwoDelivery;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The first order to commit that finds no undo row is the only witness that a database lost a local commit (P8). */
class LostCommitTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db");
    private final String xid = client.begins();

    private static void findsNothing(Peer peer, Frame order) {
        BranchEndRequest told = Objects.requireNonNull((BranchEndRequest) order.body());
        peer.sends(Wire.overTheWire(Frame.response(
                        order,
                        new BranchCommitResponse(
                                Result.SUCCESS, 0, told.xid(), told.branchId(), BranchStatus.PHASE_TWO_COMMITTED))
                .with(Extensions.noTrace())));
    }

    @Test
    void itIsSaidCountedAndShownAlsoAfterTheEnd() {
        long lost = client.joins(xid, "db", "stock:1");
        client.joins(xid, "db", "stock:2");
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
        var orders = client.takeOrders();
        try (Logged log = Logged.by(PhaseTwoDelivery.class)) {
            findsNothing(client, orders.get(0));
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("transaction " + xid + " (purchase of shop) is committed, but the database of shop at ")
                    .contains("no trace of branch " + lost + " on db (AT of shop): it has lost the local commit");
        }
        assertThat(scene.inspect(xid).lost()).containsExactly(new BranchId(lost));
        client.does(orders.get(1));

        assertThat(client.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
        assertThat(scene.inspect(xid).lost()).containsExactly(new BranchId(lost));
        assertThat(scene.inspect(xid).story().branches()).hasSize(2);
        assertThat(scene.ended()).hasSize(1);
        assertThat(scene.figures().lostCommits()).isEqualTo(1);
    }

    /** Its resource manager has reported it, so the database has lost nothing. */
    @Test
    void aLocalTransactionThatHadFailedLeavesNoTraceEither() {
        long failed = client.joins(xid, "db", "stock:1");
        client.say(new BranchReportRequest(xid, failed, BranchStatus.PHASE_ONE_FAILED, "db", null, BranchType.AT));
        long second = client.joins(xid, "db", "stock:1");
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
        var orders = client.takeOrders();
        try (Logged log = Logged.by(PhaseTwoDelivery.class)) {
            findsNothing(client, orders.get(0));
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(scene.inspect(xid).lost()).isEmpty();
        assertThat(scene.figures().lostCommits()).isZero();
        findsNothing(client, orders.get(1));
        assertThat(scene.inspect(xid).lost()).containsExactly(new BranchId(second));
    }

    @Test
    void aSimpleCommitIsNotRemembered() {
        client.joins(xid, "db", "stock:1");
        client.commits(xid);
        client.does(client.takeOrder());
        assertThat(scene.ended()).isEmpty();
        assertThat(scene.figures().lostCommits()).isZero();
    }

    @Test
    void anOrderThatIsRepeatedFindsNothingAndThatIsNoNews() {
        client.joins(xid, "db", "stock:1");
        client.commits(xid);
        client.takeOrder();
        client.hangsUp(); // the order was carried out, and the answer is lost
        saysNothingAboutTheNextOrder();
    }

    @Test
    void afterARestartTheFirstOrderMayBeARepeatedOne() {
        client.joins(xid, "db", "stock:1");
        client.commits(xid);
        client.takeOrder();
        scene.restart();
        saysNothingAboutTheNextOrder();
    }

    @Test
    void afterAPauseToo() {
        client.joins(xid, "db", "stock:1");
        client.commits(xid);
        client.takeOrder();
        scene.operate(xid, Operation.PAUSE);
        client.hangsUp();
        scene.operate(xid, Operation.RESUME);
        saysNothingAboutTheNextOrder();
    }

    private void saysNothingAboutTheNextOrder() {
        try (Logged log = Logged.by(PhaseTwoDelivery.class)) {
            Peer again = scene.assent("shop").serves("db");
            findsNothing(again, again.takeOrder());
            assertThat(log.warnings()).isEmpty();
            assertThat(again.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
        }
        assertThat(scene.figures().lostCommits()).isZero();
    }

    /** An open transaction survives a restart; its commit is decided after it, so no order can have left before. */
    @Test
    void whatIsDecidedAfterTheRestartIsNews() {
        long lost = client.joins(xid, "db", "stock:1");
        scene.restart();
        Peer again = scene.assent("shop").serves("db");
        again.commits(xid);
        findsNothing(again, again.takeOrder());
        assertThat(scene.inspect(xid).lost()).containsExactly(new BranchId(lost));
        assertThat(scene.figures().lostCommits()).isEqualTo(1);
    }
}
