package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Listing;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One database, one name: a branch is delivered to the database that it is in, whatever its name says (P9). */
class DatabaseMarkTest {
    private static final DatabaseMark ONE = new DatabaseMark("one");
    private static final DatabaseMark OTHER = new DatabaseMark("other");
    private static final String NAME = "jdbc:postgresql://localhost/app";

    private final Scene scene = new Scene();
    private final Peer teller = scene.assent("teller");

    /** Fault 5: two services, one resource id, two databases. */
    @Test
    void anotherDatabaseOfTheSameNameIsNeverTakenForTheBranchsOwn() {
        Peer orders = scene.assent("order");
        Peer accounts = scene.assent("account");
        accepted(orders, NAME, ONE);
        accepted(accounts, NAME, OTHER);
        String xid = teller.begins();
        joins(orders, xid, NAME, ONE, "orders:1");
        joins(accounts, xid, NAME, OTHER, "account:1");
        accounts.hangsUp();

        teller.say(new GlobalRollbackRequest(xid, null));
        assertThat(orders.takeOrders()).as("the later branch comes first").isEmpty();
        scene.advance(Duration.ofSeconds(70));

        assertThat(scene.list(Listing.Which.PARKED)).hasSize(1);
        Frame order = orders.takeOrder();
        assertThat(order.head()).containsEntry(Extensions.MARK, "one");
        orders.does(order);
        scene.advance(Duration.ofMinutes(5));
        assertThat(orders.takeOrders())
                .as("it is not asked about the other database")
                .isEmpty();
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.ROLLBACKING);

        Peer back = scene.assent("account");
        accepted(back, NAME, OTHER);
        back.does(back.takeOrder());
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void aConnectionThatHasNotSaidWhichDatabaseItIsGetsNoMarkedBranch() {
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");
        one.hangsUp();
        Peer other = scene.assent("shop").serves(NAME);

        teller.commits(xid);
        assertThat(other.takeOrders()).isEmpty();

        accepted(other, NAME, ONE);
        assertThat(other.takeOrders()).hasSize(1);
    }

    @Test
    void aSecondNameOfTheDatabaseServesItsBranches() {
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");
        one.hangsUp();
        Peer other = scene.assent("warehouse");
        accepted(other, "jdbc:postgresql://127.0.0.1/app", ONE);

        teller.commits(xid);

        BranchEndRequest order =
                (BranchEndRequest) Objects.requireNonNull(other.takeOrder().body());
        assertThat(order.resourceId()).as("as its client knows it").isEqualTo("jdbc:postgresql://127.0.0.1/app");
    }

    @Test
    void theMarkOfABranchSurvivesARestart() {
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");
        scene.powerLoss();
        Peer asks = scene.assent("teller");
        Peer other = scene.assent("shop");
        Peer same = scene.assent("shop");
        accepted(other, NAME, OTHER);
        accepted(same, NAME, ONE);

        assertThat(isFree(asks, "another name", ONE, "t:1")).isFalse();
        asks.say(new GlobalRollbackRequest(xid, null));

        assertThat(other.takeOrders()).isEmpty();
        assertThat(same.takeOrders()).hasSize(1);
    }

    @Test
    void locksOfSeatasClientsMoveToTheDatabaseAndSurvive() {
        Peer seata = scene.seata("shop").serves(NAME);
        String seatas = teller.begins();
        seata.joins(seatas, NAME, "t:1");
        Peer ours = scene.assent("shop");

        accepted(ours, NAME, ONE);

        assertThat(isFree(ours, NAME, ONE, "t:1")).isFalse();
        String xid = teller.begins();
        assertThat(register(ours, xid, NAME, ONE, "t:1").result().msg()).contains("row " + NAME + " t:1", seatas);
        scene.powerLoss();
        Peer again = scene.assent("shop");
        assertThat(isFree(again, "another name", ONE, "t:1")).isFalse();
        assertThat(isFree(again, NAME, null, "t:1")).isFalse();
    }

    @Test
    void aSecondNameIsToldFromACopyByAWordInTheMarksRow() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer second = scene.assent("warehouse");

        int asked = says(second, "another name", ONE);
        assertThat(second.answerTo(asked)).isEmpty();
        assertThat(register(second, teller.begins(), "another name", ONE, "t:1")
                        .result()
                        .msg())
                .startsWith("ASN-1503: ");
        Frame write = ping(second);
        String word = Extensions.nonceToWrite(write.head()).orElseThrow();
        pongs(second, write, word);
        Frame read = ping(first);
        assertThat(Extensions.nonceToWrite(read.head())).isEmpty();
        pongs(first, read, word);

        assertThat(second.answer(asked, RegisterRMResponse.class).identified()).isTrue();
        joins(second, teller.begins(), "another name", ONE, "t:1");
    }

    @Test
    void aCopyIsRefusedAndTheFirstGoesOn() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer copy = scene.assent("staging");

        int asked = says(copy, NAME, ONE);
        Frame write = ping(copy);
        pongs(copy, write, Extensions.nonceToWrite(write.head()).orElseThrow());
        pongs(first, ping(first), "an older word");

        assertThat(copy.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(copy.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .contains("this is a copy", "assent resource renew " + NAME);
        assertThat(register(copy, teller.begins(), NAME, ONE, "t:1").result().msg())
                .contains("this is a copy");
        String xid = teller.begins();
        joins(first, xid, NAME, ONE, "t:1");
        teller.commits(xid);
        assertThat(copy.takeOrders()).isEmpty();
        assertThat(first.takeOrders()).hasSize(1);
    }

    @Test
    void silenceOfTheFirstIsNoProof() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer second = scene.assent("warehouse");
        int asked = says(second, NAME, ONE);
        Frame write = ping(second);
        pongs(second, write, Extensions.nonceToWrite(write.head()).orElseThrow());

        scene.advance(Duration.ofSeconds(6));

        assertThat(second.answer(asked, RegisterRMResponse.class).identified()).isFalse();
    }

    @Test
    void whenTheFirstGoesTheNewcomerIsAcceptedWithoutQuestions() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer second = scene.assent("warehouse");
        int asked = says(second, NAME, ONE);
        Frame write = ping(second);
        pongs(second, write, Extensions.nonceToWrite(write.head()).orElseThrow());

        first.hangsUp();

        assertThat(second.answer(asked, RegisterRMResponse.class).identified()).isTrue();
    }

    @Test
    void newcomersAreCheckedOneByOne() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer second = scene.assent("shop");
        Peer third = scene.assent("shop");
        int ofSecond = says(second, NAME, ONE);
        int ofThird = says(third, NAME, ONE);
        assertThat(pings(third)).isEmpty();

        second.hangsUp();

        Frame write = ping(third);
        String word = Extensions.nonceToWrite(write.head()).orElseThrow();
        pongs(third, write, word);
        pongs(first, ping(first), word);
        assertThat(third.answer(ofThird, RegisterRMResponse.class).identified()).isTrue();
        assertThat(second.answerTo(ofSecond)).isEmpty();
    }

    @Test
    void aClientThatWasAcceptedOnceIsNoNewcomerOnItsNextConnection() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer client = scene.assent("warehouse");
        int asked = says(client, NAME, ONE, "client-1");
        Frame write = ping(client);
        String word = Extensions.nonceToWrite(write.head()).orElseThrow();
        pongs(client, write, word);
        pongs(first, ping(first), word);
        assertThat(client.answer(asked, RegisterRMResponse.class).identified()).isTrue();
        client.hangsUp();

        Peer again = scene.assent("warehouse");
        int askedAgain = says(again, NAME, ONE, "client-1");
        assertThat(again.answer(askedAgain, RegisterRMResponse.class).identified())
                .isTrue();
    }

    @Test
    void aMissingMarkIsNotMadeAgainWhileBranchesWaitForIt() {
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");

        int asked = says(one, NAME, null);
        assertThat(one.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(one.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .contains("assent resource adopt " + NAME, xid);
        teller.commits(xid);
        one.does(one.takeOrder());

        assertThat(one.answer(says(one, NAME, null), RegisterRMResponse.class).identified())
                .isTrue();
    }

    @Test
    void aNameThatSeatasClientsUseStaysThatDatabase() {
        scene.seata("shop").serves(NAME);
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        Peer other = scene.assent("shop");

        int asked = says(other, NAME, OTHER);

        assertThat(other.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(other.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .startsWith("ASN-4112: ");
        assertThat(register(other, teller.begins(), NAME, OTHER, "t:1").result().msg())
                .startsWith("ASN-4112: ");
    }

    private static void accepted(Peer peer, String name, DatabaseMark mark) {
        int asked = says(peer, name, mark);
        assertThat(peer.answer(asked, RegisterRMResponse.class).identified())
                .as("%s", peer.answerTo(asked))
                .isTrue();
    }

    private static int says(Peer peer, String name, @Nullable DatabaseMark mark) {
        return peer.say(new RegisterRMRequest("2.5.0", "app", "group", token(), name), Extensions.mark(mark));
    }

    private static int says(Peer peer, String name, DatabaseMark mark, String client) {
        Map<String, @Nullable String> head = new LinkedHashMap<>(Extensions.mark(mark));
        head.putAll(new Extensions.ClientRequest(client, 1).head());
        return peer.say(new RegisterRMRequest("2.5.0", "app", "group", token(), name), head);
    }

    private static String token() {
        return Extensions.withToken(null, "0.1.0");
    }

    private static void joins(Peer peer, String xid, String name, DatabaseMark mark, String rows) {
        BranchRegisterResponse answer = register(peer, xid, name, mark, rows);
        assertThat(answer.result().success()).as("%s", answer).isTrue();
    }

    private static BranchRegisterResponse register(Peer peer, String xid, String name, DatabaseMark mark, String rows) {
        int id = peer.say(new BranchRegisterRequest(xid, BranchType.AT, name, rows, null), Extensions.mark(mark));
        return peer.answer(id, BranchRegisterResponse.class);
    }

    private static boolean isFree(Peer peer, String name, @Nullable DatabaseMark mark, String rows) {
        int id = peer.say(
                new GlobalLockQueryRequest(null, BranchType.AT, name, rows, null),
                mark == null ? Map.of() : Extensions.mark(mark));
        return peer.answer(id, GlobalLockQueryResponse.class).lockable();
    }

    private static List<Frame> pings(Peer peer) {
        return peer.inbox().stream()
                .filter(frame -> frame.type() == FrameType.PING)
                .toList();
    }

    private static Frame ping(Peer peer) {
        List<Frame> pings = pings(peer);
        assertThat(pings).hasSize(1);
        peer.inbox().removeAll(pings);
        return pings.get(0);
    }

    private static void pongs(Peer peer, Frame ping, String word) {
        peer.sends(Frame.pong(ping).with(Extensions.NONCE, word));
    }
}
