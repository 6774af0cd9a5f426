package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Operation;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.WaitsFor;
import dev.assent.protocol.WaitsFor.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The answer to a commit or a rollback that goes on names the branches it waits for, to our own clients alone. */
class WaitsForTest {
    private static final Duration ALL_THE_WAIT = Duration.ofSeconds(10);

    private final Scene scene = new Scene();
    private final Peer shop = scene.assent("shop");
    private final Peer stock = scene.assent("stock").serves("db", "try");
    private final String xid = shop.begins();

    private static Optional<WaitsFor> waitsFor(Peer peer, int request) {
        return WaitsFor.in(peer.answerTo(request).orElseThrow().head());
    }

    private static WaitsFor.Branch branch(long id, Reason reason, String resource) {
        return new WaitsFor.Branch(Long.toString(id), reason, "stock", resource);
    }

    @Test
    void aRollbackThatGoesOnNamesTheBranchThatIsNotConnected() {
        long branch = stock.joins(xid, "db", "stock:1");
        stock.hangsUp();
        int rollback = shop.say(new GlobalRollbackRequest(xid, null));
        scene.advance(ALL_THE_WAIT);
        assertThat(waitsFor(shop, rollback))
                .contains(new WaitsFor(List.of(branch(branch, Reason.NOT_CONNECTED, "db")), 0));
    }

    @Test
    void itNamesTheOneThatWasCalledAndTheOneThatFails() {
        stock.joins(xid, "db", "stock:1");
        long last = stock.joins(xid, "db", "stock:2");
        int first = shop.say(new GlobalRollbackRequest(xid, null));
        scene.advance(ALL_THE_WAIT);
        assertThat(waitsFor(shop, first)).contains(new WaitsFor(List.of(branch(last, Reason.CALLED, "db")), 0));

        stock.answers(stock.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
        int second = shop.say(new GlobalRollbackRequest(xid, null));
        for (int i = 0; i < 10; i++) {
            scene.advance(Duration.ofSeconds(1));
            stock.takeOrders().forEach(each -> stock.answers(each, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE));
        }
        assertThat(waitsFor(shop, second)).contains(new WaitsFor(List.of(branch(last, Reason.FAILING, "db")), 0));
    }

    @Test
    void ofManyBranchesItNamesThreeAndTheNumberOfTheOthers() {
        for (int i = 0; i < 5; i++) {
            stock.joins(xid, BranchType.TCC, "try", null);
        }
        int commit = shop.say(new GlobalCommitRequest(xid, null));
        scene.advance(ALL_THE_WAIT);
        WaitsFor waits = waitsFor(shop, commit).orElseThrow();
        assertThat(waits.branches())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.resource()).isEqualTo("try"));
        assertThat(waits.more()).isEqualTo(2);
    }

    @Test
    void aRollbackThatAnOperatorMustActOnNamesTheParkedBranch() {
        long branch = stock.joins(xid, "db", "stock:1");
        int rollback = shop.say(new GlobalRollbackRequest(xid, null));
        stock.answers(stock.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(waitsFor(shop, rollback)).contains(new WaitsFor(List.of(branch(branch, Reason.PARKED, "db")), 0));
    }

    @Test
    void aPausedOneNamesItsBranches() {
        long branch = stock.joins(xid, "db", "stock:1");
        shop.say(new GlobalRollbackRequest(xid, null));
        scene.operate(xid, Operation.PAUSE);
        int again = shop.say(new GlobalRollbackRequest(xid, null));
        scene.advance(ALL_THE_WAIT);
        assertThat(waitsFor(shop, again)).contains(new WaitsFor(List.of(branch(branch, Reason.PARKED, "db")), 0));
    }

    @Test
    void aStatusNamesThemToo() {
        long branch = stock.joins(xid, "db", "stock:1");
        int open = shop.say(new GlobalStatusRequest(xid, null));
        assertThat(shop.answerTo(open).orElseThrow().head()).doesNotContainKey(Extensions.WAITS_FOR);

        shop.say(new GlobalRollbackRequest(xid, null));
        int rollingBack = shop.say(new GlobalStatusRequest(xid, null));
        assertThat(waitsFor(shop, rollingBack)).contains(new WaitsFor(List.of(branch(branch, Reason.CALLED, "db")), 0));
    }

    @Test
    void whatHasEndedNamesNone() {
        stock.joins(xid, "db", "stock:1");
        int rollback = shop.say(new GlobalRollbackRequest(xid, null));
        stock.does(stock.takeOrder());
        assertThat(shop.answerTo(rollback).orElseThrow().head()).doesNotContainKey(Extensions.WAITS_FOR);
    }

    @Test
    void aClientOfSeataIsNotTold() {
        Peer seata = scene.seata("other");
        String theirs = seata.begins();
        stock.joins(theirs, "db", "stock:1");
        int rollback = seata.say(new GlobalRollbackRequest(theirs, null));
        scene.advance(ALL_THE_WAIT);
        Frame answer = seata.answerTo(rollback).orElseThrow();
        assertThat(answer.head()).isEmpty();
    }
}
